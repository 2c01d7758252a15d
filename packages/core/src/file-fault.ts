/** What may be wrong with a bloc-year file beyond the form of a single field. */
export const fileFaults = {
  "file.unreadable": [
    "invalid",
    "Not one YAML or JSON document in UTF-8, 16 MiB and 32 levels at most, without anchors, aliases and tags.",
  ],
  "file.unsupported": ["invalid", "The format knows this, but the running platform cannot take it yet."],
  "file.lacks": ["invalid", "This key is wanted here and is not there."],
  "file.word": ["invalid", "Not one of the words that may stand here."],
  "file.duplicate": ["invalid", "The same thing stands here before."],
  "file.reference": ["invalid", "The file holds nothing with this id or code that could be meant here."],
  "file.self": ["invalid", "Nobody scores itself."],
  "file.members": ["invalid", "A bloc has 2 to 60 members."],
  "file.head": ["invalid", "Exactly one member is the head, and at most one the deputy."],
  "file.sum": ["invalid", "The parts do not add up to the whole."],
  "file.node": ["invalid", "A node has either children, or a way of scoring, a verifier and cross-scoring of its own."],
  "file.over": ["invalid", "More than the most that can be given here."],
  "file.leaf.lacks": ["invalid", "The sheet lacks this leaf."],
  "file.leaf.extra": ["invalid", "The sheet must leave this leaf out."],
  "file.leaf.none": ["invalid", "Nothing is left in the table that this unit could be scored on."],
  "file.quota": ["invalid", "Exactly one quota must fit the number of ranked members."],
  "file.votes": ["invalid", "More votes than there can be: yes ≤ valid ≤ members."],
  "file.official": ["invalid", "The official score needs this component, and a unit to be ranked does not have it."],
} as const satisfies Record<string, readonly ["invalid", string]>
