import { useNavigate, useSearchParams } from "@solidjs/router"
import { createMemo, createSignal, For, onMount, Show } from "solid-js"
import { demonstration, seek } from "./demonstration.ts"
import { acting, type Acting } from "./load.ts"
import { type Me, other, resume, signIn } from "./session.ts"
import { text, wordOr } from "./text.ts"
import { Field } from "./ui/field.tsx"
import { submitted } from "./ui/form.ts"
import { Problem } from "./ui/problem.tsx"

export type Account = NonNullable<ReturnType<typeof demonstration.value>>["accounts"][number]

/** Signs in with a name and a password, in a demonstration also with a click; then goes where one wanted to be. */
export function SignInForm(props: { province: string | null }) {
  const act = acting()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  let form: HTMLFormElement | undefined
  function go(me: Me | undefined) {
    if (!me) return
    const own = me.province ? `/${me.province.code}` : "/operator"
    const next = `${query["next"] ?? ""}`
    const to = me.province && next.startsWith(`${own}/`) ? next : me.province ? `${own}/today` : own
    // Whoever was at work here before leaves nothing on the page.
    if (other()) location.replace(to)
    else navigate(to, { replace: true })
  }
  onMount(() => {
    seek()
    void resume().then(
      (me) => me && (me.operator ? props.province === null : me.province?.code === props.province || props.province === null) && go(me),
      () => undefined,
    )
  })
  const enter = (province: string | null, name: string, password: string) => act.run(() => signIn(province, name, password)).then(go)
  const pick = (account: Account) => {
    for (const [name, word] of [
      ["name", account.signIn],
      ["password", account.password],
    ] as const) {
      const input = form?.elements.namedItem(name)
      if (input instanceof HTMLInputElement) input.value = word
    }
    void enter(account.province, account.signIn, account.password)
  }
  const accounts = createMemo(() =>
    (demonstration.value()?.accounts ?? []).filter(({ province }) => props.province === null || province === props.province),
  )
  return (
    <div class="columns">
      <form
        ref={(made) => (form = made)}
        class="card narrow"
        onSubmit={submitted((field) => enter(props.province, field("name").trim(), field("password")))}
      >
        <Fields act={act} />
      </form>
      <Show when={accounts().length}>
        <Accounts of={accounts()} busy={act.busy()} pick={pick} />
      </Show>
    </div>
  )
}

function Fields(props: { act: Acting }) {
  return (
    <>
      <Field
        label={text("signIn.name")}
        input={{ name: "name", required: true, autocomplete: "username", autocapitalize: "none", spellcheck: false, maxlength: 200 }}
      />
      <Field
        label={text("signIn.password")}
        input={{ name: "password", type: "password", required: true, autocomplete: "current-password", maxlength: 512 }}
      />
      <Problem of={props.act.refused()} />
      <button type="submit" disabled={props.act.busy()}>
        {text(props.act.busy() ? "signIn.doing" : "signIn.do")}
      </button>
    </>
  )
}

const plain = (word: string) => word.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(/đ/gi, "d").toLowerCase()

/** The demonstration's accounts, grouped by department, each named by what it may do. */
function Accounts(props: { of: Account[]; busy: boolean; pick: (account: Account) => void }) {
  const [wanted, want] = createSignal("")
  const groups = createMemo(() => {
    const found = props.of.filter((one) => plain(`${one.department} ${one.name} ${one.signIn}`).includes(plain(wanted())))
    return Object.entries(Object.groupBy(found, ({ department }) => department))
  })
  return (
    <section class="card" aria-labelledby="accounts">
      <h2 id="accounts">{text("signIn.demo")}</h2>
      <p>{text("signIn.demo.hint")}</p>
      <Field label={text("signIn.demo.find")} input={{ type: "search", onInput: (event) => want(event.currentTarget.value) }} />
      <ul class="accounts">
        <For each={groups()}>
          {([department, accounts = []]) => (
            <li>
              <h3>{department}</h3>
              <For each={accounts}>
                {(account) => (
                  <button type="button" class="quiet" disabled={props.busy} onClick={() => props.pick(account)}>
                    {roles(account)}
                    <small>{account.signIn}</small>
                  </button>
                )}
              </For>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

const roles = (account: Account) => account.roles.map((role) => text(wordOr(`role.${role}`, "role.viewer"))).join(", ")
