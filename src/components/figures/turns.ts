/**
 * Work that the page does in turns, each in a task of its own, so that the reader's own doing is never
 * kept waiting for longer than one of them.
 */
const turns: (() => void)[] = [];
const afterwards: (() => void)[] = [];
let waiting = false;

function takeTurn(): void {
  try {
    (turns.shift() ?? afterwards.shift())?.();
  } finally {
    waiting = false;
    if (turns.length + afterwards.length > 0) waitForTurn();
  }
}

function waitForTurn(): void {
  if (waiting) return;
  waiting = true;
  setTimeout(takeTurn);
}

/** Takes a job out of a list, if it is still there. */
function remove(list: (() => void)[], job: () => void): void {
  const place = list.indexOf(job);
  if (place !== -1) list.splice(place, 1);
}

/** Does a job in a task of its own, after those that came before. Returns how to leave it undone. */
export function inTurn(job: () => void): () => void {
  turns.push(job);
  waitForTurn();
  return () => remove(turns, job);
}

/** Does a job in a task of its own once no turn is left, at once if none is. Returns how to leave it undone. */
export function afterTurns(job: () => void): () => void {
  if (!waiting) job();
  else afterwards.push(job);
  return () => remove(afterwards, job);
}
