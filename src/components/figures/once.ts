/** Returns how to read a value that is computed when it is read for the first time; what throws is tried anew. */
export function once<T>(make: () => T): () => T {
  let state: { readonly make: () => T } | { readonly value: T } = { make };
  return () => {
    // What it was made from is let go.
    if ('make' in state) state = { value: state.make() };
    return state.value;
  };
}
