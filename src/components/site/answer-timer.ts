/** What an answer may take, in seconds. */
const MINUTE = 60;
/** Length of the ruler in units of its drawing. */
const RULER = 298;

/** Returns a time left in whole seconds as `0:45`. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * Lets the button of the question page run a minute: the hand moves along the ruler once a second,
 * and the end is announced. Pressing it again stops and sets it back.
 */
export function startAnswerTimer(): void {
  const timer = document.getElementById('answer-timer');
  const button = timer?.querySelector('button');
  const hand = timer?.querySelector('.hand');
  const left = timer?.querySelector('output');
  const announced = timer?.parentElement?.querySelector('[role=status]');
  if (!button || !hand || !left || !announced) return;
  const label = button.textContent;
  let ticking: ReturnType<typeof setInterval> | undefined;

  const show = (seconds: number): void => {
    left.textContent = clock(seconds);
    hand.setAttribute('transform', `translate(${((MINUTE - seconds) / MINUTE) * RULER} 0)`);
  };
  const stop = (): void => {
    clearInterval(ticking);
    ticking = undefined;
    button.textContent = label;
  };
  button.addEventListener('click', () => {
    if (ticking) {
      stop();
      show(MINUTE);
      return;
    }
    // Counted from the clock: a tab in the background ticks late.
    const end = Date.now() + MINUTE * 1000;
    button.textContent = 'Stop';
    announced.textContent = '';
    show(MINUTE);
    ticking = setInterval(() => {
      const seconds = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      show(seconds);
      if (seconds === 0) {
        stop();
        announced.textContent = 'The minute is over.';
      }
    }, 250);
  });
}
