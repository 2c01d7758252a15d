import { Hono } from "hono"
import { agencies } from "./agencies.ts"
import { appeals } from "./appeals.ts"
import { awardRoutes } from "./awards.ts"
import { blocs } from "./blocs.ts"
import { conclusions } from "./conclusions.ts"
import { decisions } from "./decisions.ts"
import { departments } from "./departments.ts"
import { movements } from "./movements.ts"
import { overviews } from "./overviews.ts"
import { panels } from "./panels.ts"
import { platform } from "./platform.ts"
import { pledges } from "./pledges.ts"
import { provinces } from "./provinces.ts"
import { sessions } from "./sessions.ts"
import { sheets } from "./sheets.ts"
import { tables } from "./tables.ts"
import { years } from "./years.ts"
import { frame } from "./frame.ts"
import type { Edge, Env } from "./http.ts"

const api = new Hono<Env>()
  .basePath("/api")
  .route("/", platform)
  .route("/", provinces)
  .route("/", sessions)
  .route("/", departments)
  .route("/", blocs)
  .route("/", tables)
  .route("/", pledges)
  .route("/", years)
  .route("/", sheets)
  .route("/", panels)
  .route("/", agencies)
  .route("/", appeals)
  .route("/", decisions)
  .route("/", movements)
  .route("/", conclusions)
  .route("/", awardRoutes)
  .route("/", overviews)

/** What the typed client is made from; types only. */
export type Api = typeof api

/** The whole API, the same in Lambda, on one's own server and in tests. */
export const app = (edge: Edge) => frame(edge, api)
