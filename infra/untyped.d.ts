// SST's sources, which the configuration's types are, name these two; their own types come with packages that nothing here needs.
declare module "archiver"
declare module "bun" {
  export type Shell = unknown
}
