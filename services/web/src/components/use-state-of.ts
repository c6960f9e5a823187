import { useEffect, useState } from "preact/hooks";
import type { Observable } from "../store.ts";

/** The state of something, for a component that is drawn anew whenever it changes. */
export function useStateOf<S>(observable: Observable<S>): S {
  const [, redraw] = useState(observable.state);
  useEffect(() => {
    const look = () => redraw(() => observable.state);
    // What happened between drawing and now isn't told any more.
    look();
    return observable.subscribe(look);
  }, [observable]);
  return observable.state;
}
