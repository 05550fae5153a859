// A value that changes and those who look at parts of it. Knows nothing of films.

export type Unwatch = () => void;

export class Store<S extends object> {
  private state: S;
  private readonly listeners: ((state: S) => void)[] = [];

  constructor(initial: S) {
    this.state = initial;
  }

  get(): S {
    return this.state;
  }

  /** Listeners hear of it at once, and only when something really changed. */
  set(patch: Partial<S>): void {
    const keys = Object.keys(patch) as (keyof S)[];
    if (keys.every((key) => this.state[key] === patch[key])) return;
    this.state = Object.assign({}, this.state, patch);
    const state = this.state;
    for (const listener of this.listeners.slice()) listener(state);
  }

  /** Calls `apply` with what `select` gives, now and each time that changes (compared by identity). */
  watch<T>(select: (state: S) => T, apply: (value: T) => void): Unwatch {
    let last = select(this.state);
    const listener = (state: S): void => {
      const next = select(state);
      if (next === last) return;
      last = next;
      apply(next);
    };
    this.listeners.push(listener);
    apply(last);
    return () => {
      const at = this.listeners.indexOf(listener);
      if (at >= 0) this.listeners.splice(at, 1);
    };
  }
}
