import { Departments } from "@khoi/core/department"
import { Id } from "@khoi/core/id"
import { People } from "@khoi/core/person"
import { Text } from "@khoi/core/text"
import { Hono } from "hono"
import * as z from "zod"
import { After, Cursor, paged } from "./cursor.ts"
import { type Env, Key, Match, once, route, send } from "./http.ts"

const ofDepartment = z.strictObject({ department: Id.schema })
const ofPerson = z.strictObject({ department: Id.schema, person: Id.schema })
const people = "/departments/:department/people"
const person = "/departments/:department/people/:person"
const Leader = z.strictObject({ name: Text.Name(), signIn: Text.Name(60) })

export const departments = new Hono<Env>()
  .get(...route("department.list", "/departments", { query: After }, paged(Departments.Shown)), async (c) => {
    const found = await Departments.list({ after: Cursor.place(c, c.req.valid("query").after) })
    return send(c, paged(Departments.Shown), Cursor.page(c, found))
  })
  .post(
    ...route("department.create", "/departments", { header: z.object(Key), json: Departments.Department }, Departments.Shown),
    async (c) => {
      const json = c.req.valid("json")
      return send(c, Departments.Shown, await Departments.create(json, once(c, c.req.valid("header"), json)))
    },
  )
  .post(
    ...route(
      "leader.appoint",
      "/departments/:department/leader",
      { param: ofDepartment, header: z.object(Key), json: Leader },
      People.Link,
    ),
    async (c) => {
      const [{ department }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
      return send(c, People.Link, await People.appoint(department, json, once(c, head, json)))
    },
  )
  .get(...route("person.list", people, { param: ofDepartment, query: After }, paged(People.Member)), async (c) => {
    const found = await People.list(c.req.valid("param").department, { after: Cursor.place(c, c.req.valid("query").after) })
    return send(c, paged(People.Member), Cursor.page(c, found))
  })
  .post(...route("person.add", people, { param: ofDepartment, header: z.object(Key), json: People.Added }, People.Link), async (c) => {
    const [{ department }, head, json] = [c.req.valid("param"), c.req.valid("header"), c.req.valid("json")]
    return send(c, People.Link, await People.add(department, json, once(c, head, json)))
  })
  .get(...route("person.read", person, { param: ofPerson }, People.Member), async (c) => {
    const { department, person: id } = c.req.valid("param")
    return send(c, People.Member, await People.read(department, id))
  })
  .put(...route("person.change", person, { param: ofPerson, header: z.object(Match), json: People.Changed }, People.Member), async (c) => {
    const { department, person: id } = c.req.valid("param")
    return send(c, People.Member, await People.change(department, id, c.req.valid("json"), c.req.valid("header")["if-match"]))
  })
  .post(...route("person.link", "/departments/:department/people/:person/link", { param: ofPerson }, People.Link), async (c) => {
    const { department, person: id } = c.req.valid("param")
    return send(c, People.Link, await People.link(department, id))
  })
