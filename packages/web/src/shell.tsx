import { A, type RouteSectionProps, useLocation } from "@solidjs/router"
import { createSignal, onCleanup, onMount, Show, Suspense } from "solid-js"
import { api, ask } from "./api.ts"
import { Again, Other } from "./again.tsx"
import { load } from "./load.ts"
import { demonstration } from "./demonstration.ts"
import { expired, leave, me, other } from "./session.ts"
import { language, speak, text } from "./text.ts"

/** What stands around every page: whose pages these are, who is signed in, the language, and the word about made-up data. */
export function Shell(props: RouteSectionProps) {
  const location = useLocation()
  /** Nobody is signed in: the sign-in of a province with accounts to look around, and the operator's, which lists them all. */
  const listed = () =>
    demonstration.value()?.accounts.some(({ province }) => location.pathname === "/" || location.pathname.split("/")[1] === province)
  return (
    <>
      <a class="skip" href="#main">
        {text("app.skip")}
      </a>
      <Show when={me() ? me()?.province?.demonstration : listed()}>
        <aside class="demonstration" aria-label={text("app.demonstration")}>
          {text("app.demonstration")}
        </aside>
      </Show>
      <Show when={other()}>
        <Other />
      </Show>
      <Top />
      <Offline />
      <main id="main" tabindex="-1">
        <Suspense
          fallback={
            <p class="loading" role="status">
              {text("loading")}
            </p>
          }
        >
          {props.children}
        </Suspense>
      </main>
      <Show when={expired() && !other()}>
        <Again />
      </Show>
    </>
  )
}

function Top() {
  const location = useLocation()
  const at = () => (me()?.province ? `/${me()?.province?.code}` : "")
  const has = (...roles: string[]) => me()?.roles.some((role) => roles.includes(role))
  /** Whether the department verifies anything as an agency. */
  const agency = load(
    () => (me()?.province ? me()?.department?.id : undefined),
    () => ask(() => api.agency.years.$get()),
  )
  async function signOut() {
    const home = at() || "/"
    await ask(() => api.session.$delete()).catch(() => undefined)
    leave(home)
  }
  return (
    <header class="top">
      <div class="who">
        <span class="brand">
          {text("app.name")}
          <Show when={me()?.province}>
            <small>{me()?.province?.name}</small>
          </Show>
        </span>
        <Show when={me()}>
          <span class="person">
            {me()?.name}
            <small>{me()?.department?.name ?? text("role.operator")}</small>
          </span>
        </Show>
        <button
          type="button"
          class="quiet"
          lang={language() === "vi" ? "en" : "vi"}
          onClick={() => speak(language() === "vi" ? "en" : "vi")}
        >
          {text("app.other")}
        </button>
        <Show when={me()}>
          <button type="button" class="quiet" onClick={() => void signOut()}>
            {text("signOut.do")}
          </button>
        </Show>
      </div>
      <Show when={me()?.province && location.pathname !== at()}>
        <nav aria-label={text("app.menu")}>
          <A href={`${at()}/today`}>{text("nav.today")}</A>
          <A href={`${at()}/movements`}>{text("nav.movements")}</A>
          <Show when={agency.value()?.years.length}>
            <A href={`${at()}/agency`}>{text("nav.agency")}</A>
          </Show>
          <Show when={has("board", "council")}>
            <A href={`${at()}/overview`}>{text("nav.overview")}</A>
          </Show>
          <Show when={has("leader", "officer", "viewer")}>
            <A href={`${at()}/history`}>{text("nav.history")}</A>
          </Show>
          <Show when={has("board")}>
            <A href={`${at()}/board`}>{text("nav.board")}</A>
          </Show>
          <Show when={has("leader", "board")}>
            <A href={`${at()}/people`}>{text("nav.people")}</A>
          </Show>
          <A href={`${at()}/account`}>{text("nav.account")}</A>
        </nav>
      </Show>
    </header>
  )
}

function Offline() {
  const [online, set] = createSignal(navigator.onLine)
  const look = () => set(navigator.onLine)
  onMount(() => ["online", "offline"].forEach((name) => addEventListener(name, look)))
  onCleanup(() => ["online", "offline"].forEach((name) => removeEventListener(name, look)))
  return (
    <div role="status" classList={{ "no-net": !online() }}>
      <Show when={!online()}>{text("app.offline")}</Show>
    </div>
  )
}
