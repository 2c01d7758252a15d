/** Node's own import; in a file that the test runner takes it would be the runner's. */
export const natively = (url: string): Promise<unknown> => import(url)
