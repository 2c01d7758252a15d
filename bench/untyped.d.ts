// Its types come apart from it, and nothing but one small function here speaks to it.
declare module "express"
