// Loads one bundle as Lambda does, answers one event, then many, and prints the CPU time of each part in ms: a process of its own per sample.
const { event, status, calls } = JSON.parse(process.argv[2])
const spent = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const { handler } = await import(new URL("bundle.mjs", process.argv[3]).href)
const answer = await handler(event, {})
const cold = spent()
if (answer.statusCode !== status) throw new Error(`It answered ${answer.statusCode}.`)
for (let call = 0; call < calls; call++) await handler(event, {}) // warms the code
const before = spent()
for (let call = 0; call < calls; call++) await handler(event, {})
process.stdout.write(JSON.stringify({ cold, warm: calls ? (spent() - before) / calls : 0 }))
