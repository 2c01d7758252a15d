import { me } from "../session.ts"

const at = (place: string) => `unsaved ${me()?.department?.id} ${me()?.name} ${place}`

/** What somebody typed and has not saved, for this tab and this person alone. */
export const keep = (place: string, form: HTMLFormElement) =>
  sessionStorage.setItem(at(place), JSON.stringify(Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, `${value}`]))))

/** The fields by name; undefined where nothing is unsaved. */
export function kept(place: string): Record<string, string> | undefined {
  const found = sessionStorage.getItem(at(place))
  return found ? (JSON.parse(found) as Record<string, string>) : undefined
}

export const forget = (place: string) => sessionStorage.removeItem(at(place))
