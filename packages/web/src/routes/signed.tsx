import { type RouteSectionProps, useLocation, useNavigate, useParams } from "@solidjs/router"
import { createEffect, createSignal, Show } from "solid-js"
import { refusal, type Refused } from "../api.ts"
import { me, resume } from "../session.ts"
import { learn, text } from "../text.ts"
import { Problem } from "../ui/problem.tsx"
import { laterWords } from "../words/later.ts"

learn(laterWords)

/** Everything behind the sign-in: who has no session, or one of another province, signs in first and comes back. */
export default function Signed(props: RouteSectionProps) {
  const params = useParams()
  const location = useLocation()
  const navigate = useNavigate()
  const [refused, refuse] = createSignal<Refused>()
  const fits = () => me()?.province?.code === params["province"]
  async function find() {
    refuse(undefined)
    try {
      if (!me()) await resume()
      if (!fits()) navigate(`/${params["province"]}?next=${encodeURIComponent(location.pathname)}`, { replace: true })
    } catch (error) {
      refuse(refusal(error))
    }
  }
  createEffect(() => !fits() && void find())
  return (
    <Show
      when={fits()}
      fallback={
        <>
          <Problem of={refused()} retry={find} />
          <Show when={!refused()}>
            <p class="loading" role="status">
              {text("loading")}
            </p>
          </Show>
        </>
      }
    >
      {props.children}
    </Show>
  )
}
