import * as z from "zod"

const Maybe = z.number().nullable()
const Border = z.enum(["flags", "certificates"])
const Total = z.object({ total: z.number() }).nullable()
const Unit = z.object({
  id: z.string(),
  self: Total,
  cross: z.object({ count: z.int(), mean: Maybe, trimmed: Maybe, fair: Maybe, leniency: Maybe }),
  verified: Total,
  bonus: z.number(),
  penalty: z.number(),
  official: Maybe,
  rank: z.int().nullable(),
  eligible: z.boolean(),
  reasons: z.array(z.string()),
  appraised: z.object({ official: z.number(), rank: z.int() }).optional(),
})

/** Who is put forward: in order of places; who is held keeps the place empty, who has too few votes leaves it. */
export const Proposal = z.object({
  flags: z.array(z.string()),
  certificates: z.array(z.string()),
  onHold: z.array(z.object({ unit: z.string(), border: Border })),
  belowThreshold: z.array(z.object({ unit: z.string(), border: Border, yes: z.int(), of: z.int() })),
})
export type Proposal = z.output<typeof Proposal>
export type Border = z.output<typeof Border>

const Tie = z.object({ units: z.array(z.string()), rank: z.int(), brokenBy: z.string().nullable(), border: Border.nullable() })
export type Tie = z.output<typeof Tie>

const Variance = z.object({
  scorer: z.number(),
  merit: z.number(),
  relation: z.number(),
  scorerMerit: z.number(),
  relationPair: z.number(),
})
export type Variance = z.output<typeof Variance>

/** Two that score each other higher than the rest explains: a large difference to be made clear, never a finding. */
const Alert = z.object({ pair: z.tuple([z.string(), z.string()]), favour: z.number(), p: z.number(), codes: z.array(z.string()) })
export type Alert = z.output<typeof Alert>

const CrossScores = z.object({ grandMean: Maybe, variance: Variance.nullable(), alpha: Maybe, alerts: z.array(Alert) })
const Missing = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("self"), unit: z.string() }),
  z.object({ kind: z.literal("cross"), scorer: z.string(), unit: z.string() }),
  z.object({ kind: z.literal("verified"), unit: z.string() }),
])
export type Missing = z.output<typeof Missing>

/** The document `bloc-result/1`: what a year comes to. Numbers are rounded as they are printed. */
export const Result = z.object({
  format: z.literal("bloc-result/1"),
  units: z.array(Unit),
  proposal: Proposal,
  appraisedProposal: Proposal.optional(),
  ties: z.array(Tie),
  crossScores: CrossScores.nullable(),
  sheets: z.object({ self: z.int(), cross: z.int(), verified: z.int(), missing: z.array(Missing) }),
})
export type Result = z.output<typeof Result>
