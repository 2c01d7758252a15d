import { Show } from "solid-js"
import { BlocList } from "../province/bloc-list.tsx"
import { blocs, departments } from "../province/departments.ts"
import { DepartmentList } from "../province/department-list.tsx"
import { OpenYear } from "../province/open-year.tsx"
import { YearList, years } from "../province/year-list.tsx"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Page } from "../ui/page.tsx"

/** The standing office: departments with their first leaders, blocs, and their years. */
export default function Board() {
  const [all, units, listed] = [blocs(), departments(), years()]
  return (
    <Page title={text("board.title")} lead={<p class="lead">{me()?.province?.name}</p>}>
      <Show when={me()?.roles.includes("board")} fallback={<p class="problem">{text("right.denied")}</p>}>
        <YearList of={listed} />
        <Show when={all.value()?.length && units.value()?.length}>
          <OpenYear blocs={all.value() ?? []} departments={units.value() ?? []} opened={listed.again} />
        </Show>
        <BlocList of={all} />
        <DepartmentList of={units} />
      </Show>
    </Page>
  )
}
