import { Route, Router } from "@solidjs/router"
import { lazy } from "solid-js"
import { render } from "solid-js/web"
import "./css/all.css"
import { Shell } from "./shell.tsx"
import { language, speak } from "./text.ts"
import { speakValidity } from "./ui/validity.ts"

const OperatorSignIn = lazy(() => import("./routes/operator-sign-in.tsx"))
const Operator = lazy(() => import("./routes/operator.tsx"))
const SignIn = lazy(() => import("./routes/sign-in.tsx"))
const Link = lazy(() => import("./routes/link.tsx"))
const Signed = lazy(() => import("./routes/signed.tsx"))
const Lost = lazy(() => import("./routes/lost.tsx"))
/** Each screen is loaded when it is opened. */
const screens = {
  today: lazy(() => import("./routes/today.tsx")),
  "years/:year": lazy(() => import("./routes/bloc.tsx")),
  "years/:year/next": lazy(() => import("./routes/next-year.tsx")),
  "years/:year/self": lazy(() => import("./routes/self.tsx")),
  "years/:year/cross": lazy(() => import("./routes/cross.tsx")),
  "years/:year/verify": lazy(() => import("./routes/verify.tsx")),
  "years/:year/table": lazy(() => import("./routes/table.tsx")),
  "years/:year/pledge": lazy(() => import("./routes/pledge.tsx")),
  "years/:year/votes": lazy(() => import("./routes/votes.tsx")),
  "years/:year/received": lazy(() => import("./routes/received.tsx")),
  "years/:year/official/:seat": lazy(() => import("./routes/official.tsx")),
  "years/:year/explanations/cross/:scorer/:seat": lazy(() => import("./routes/explained.tsx")),
  "years/:year/explanations/:kind/:seat": lazy(() => import("./routes/explained.tsx")),
  "years/:year/ranking": lazy(() => import("./routes/ranking.tsx")),
  movements: lazy(() => import("./routes/movements.tsx")),
  "movements/:movement": lazy(() => import("./routes/movement.tsx")),
  agency: lazy(() => import("./routes/agency.tsx")),
  "years/:year/appeals": lazy(() => import("./routes/appeals.tsx")),
  "years/:year/decisions": lazy(() => import("./routes/decisions.tsx")),
  "years/:year/alerts": lazy(() => import("./routes/alerts.tsx")),
  "years/:year/appraisals": lazy(() => import("./routes/appraisals.tsx")),
  "years/:year/awards": lazy(() => import("./routes/awards.tsx")),
  overview: lazy(() => import("./routes/overview.tsx")),
  history: lazy(() => import("./routes/history.tsx")),
  people: lazy(() => import("./routes/people.tsx")),
  board: lazy(() => import("./routes/board.tsx")),
  account: lazy(() => import("./routes/account.tsx")),
}

speak(language())
speakValidity()
render(
  () => (
    <Router root={Shell}>
      <Route path="/" component={OperatorSignIn} />
      <Route path="/operator" component={Operator} />
      <Route path="/:province" component={SignIn} />
      <Route path="/:province/link/:token" component={Link} />
      <Route path="/:province" component={Signed}>
        {Object.entries(screens).map(([path, component]) => (
          <Route path={path} component={component} />
        ))}
      </Route>
      <Route path="*" component={Lost} />
    </Router>
  ),
  document.getElementById("root")!,
)
