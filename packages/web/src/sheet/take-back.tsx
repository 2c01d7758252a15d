import { createSignal, Show } from "solid-js"
import { type Answer, over } from "../api.ts"
import { acting } from "../load.ts"
import { text } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"

/** Takes a handed-in sheet back after a question, as long as nobody has seen it. */
export function TakeBack(props: {
  etag: string
  post: (header: ReturnType<typeof over>) => Promise<Answer<unknown>>
  done: () => unknown
}) {
  const [asks, setAsks] = createSignal(false)
  const act = acting()
  let header: ReturnType<typeof over> | undefined
  const post = submitted(async () => {
    header ??= over(props.etag)
    const sent = header
    if (!(await act.run(() => props.post(sent)))) return
    setAsks(false)
    props.done()
  })
  const open = () => {
    act.clear()
    header = undefined
    setAsks(true)
  }
  return (
    <>
      <button type="button" class="quiet screen-only" onClick={open}>
        {text("sheet.takeBack")}
      </button>
      <Show when={asks()}>
        <Dialog title={text("sheet.takeBack.title")} onClose={() => setAsks(false)}>
          <form onSubmit={post}>
            <p>{text("sheet.takeBack.ask")}</p>
            <Problem of={act.refused()} />
            <Buttons does={text("sheet.takeBack.do")} busy={act.busy()} onCancel={() => setAsks(false)} />
          </form>
        </Dialog>
      </Show>
    </>
  )
}
