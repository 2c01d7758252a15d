import { kinds } from "@khoi/core/award-rule"
import { countOf } from "@khoi/core/overview-rule"
import { past } from "@khoi/core/phase"
import { A } from "@solidjs/router"
import type { InferResponseType } from "hono/client"
import { For, Show } from "solid-js"
import { api, ask, every } from "../api.ts"
import { load } from "../load.ts"
import { blocNames, type Names, yearPage } from "../overview/found.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { AwardMark } from "../ui/award-mark.tsx"
import { Loaded } from "../ui/loaded.tsx"
import { Page } from "../ui/page.tsx"
import { Scroll } from "../ui/scroll.tsx"
import { PrintButton } from "../year/frame.tsx"

type Own = InferResponseType<typeof api.history.$get>["items"][number]

/** A department's own years, newest first: where each stands, and what the department was granted. */
export default function HistoryPage() {
  const read = load(
    () => me()?.department?.id,
    async () => {
      const [{ value, etag }, blocs] = await Promise.all([every((query) => ask(() => api.history.$get({ query }))), blocNames()])
      return { value: { years: value.toReversed(), blocs }, etag }
    },
  )
  return (
    <Page title={text("history.title")} lead={<p class="lead">{me()?.department?.name}</p>}>
      <Loaded of={read}>
        {(found) => (
          <Show when={found().years.length} fallback={<p class="none">{text("history.none")}</p>}>
            <section class="card" aria-label={text("history.title")}>
              <div class="tools">
                <Sums years={found().years} />
                <PrintButton />
              </div>
              <Table years={found().years} blocs={found().blocs} />
            </section>
          </Show>
        )}
      </Loaded>
    </Page>
  )
}

function Sums(props: { years: Own[] }) {
  const counts = () => kinds.map((award) => ({ award, n: countOf(award, props.years) })).filter(({ n }) => n)
  return (
    <Show when={counts().length}>
      <p class="sums-line">
        <b>{text("history.sums")}:</b>
        <For each={counts()}>
          {({ award, n }) => (
            <span>
              {n} × <AwardMark award={award} />
            </span>
          )}
        </For>
      </p>
    </Show>
  )
}

function Table(props: { years: Own[]; blocs: Names }) {
  return (
    <Scroll label={text("history.title")}>
      <table class="history">
        <caption class="hidden">{text("history.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{text("history.year")}</th>
            <th scope="col">{text("overview.bloc")}</th>
            <th scope="col">{text("history.phase")}</th>
            <th scope="col">{text("history.awards")}</th>
            <th scope="col">{text("ranking.title")}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.years}>
            {(one) => (
              <tr>
                <th scope="row">{one.calendar}</th>
                <td>
                  <A href={yearPage(one.year)}>{props.blocs.get(one.bloc)}</A>
                </td>
                <td>{text(`phase.${one.phase}`)}</td>
                <td>
                  <For each={one.awards} fallback={<span class="none">{text("overview.won.none")}</span>}>
                    {(award) => <AwardMark award={award} />}
                  </For>
                </td>
                <td>
                  <Show when={past(one.phase, "appealing")} fallback="–">
                    <A href={yearPage(one.year, "/ranking")} aria-label={`${text("history.ranking")}: ${one.calendar}`}>
                      {text("history.ranking")}
                    </A>
                  </Show>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Scroll>
  )
}
