import type { Attachment } from 'svelte/attachments';

/** What a draggable thing does; distances in the units of its own drawing. */
export interface DragOptions {
  /** Units of the drawing per CSS pixel, now. */
  readonly scale: () => number;
  /** Called once when a drag or a run of key presses begins. */
  readonly start?: (() => void) | undefined;
  /** The whole distance since `start` with a pointer; one step with a key (`start` comes before). */
  readonly move: (dx: number, dy: number) => void;
  /** One step with an arrow key, where that means something else than the same way with a pointer. */
  readonly press?: ((dx: number, dy: number) => void) | undefined;
  /** The drag ended, or a key was released. */
  readonly end?: (() => void) | undefined;
  /** Size of an arrow key's step, with and without Shift. Default 1 and 10. */
  readonly step?: number;
  readonly bigStep?: number;
}

const ARROWS: Record<string, readonly [number, number] | undefined> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Makes an element draggable with mouse, pen, finger and arrow keys. The pointer is captured, so a
 * drag survives leaving the element; the offset between pointer and thing is kept; the page does not
 * scroll under the finger. Escape during a drag gives the thing back its place.
 */
export function draggable(options: DragOptions): Attachment<HTMLElement | SVGElement> {
  return (element) => {
    let origin: { x: number; y: number; scale: number; id: number } | null = null;
    const abort = new AbortController();
    const { signal } = abort;

    function down(event: PointerEvent): void {
      if (event.button !== 0 || origin) return;
      event.preventDefault();
      element.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
      origin = { x: event.clientX, y: event.clientY, scale: options.scale(), id: event.pointerId };
      options.start?.();
    }

    function track(event: PointerEvent): void {
      if (event.pointerId !== origin?.id) return;
      options.move(
        (event.clientX - origin.x) * origin.scale,
        (event.clientY - origin.y) * origin.scale,
      );
    }

    function up(event: PointerEvent): void {
      if (event.pointerId !== origin?.id) return;
      origin = null;
      options.end?.();
    }

    function press(event: KeyboardEvent): void {
      if (event.key === 'Escape' && origin) {
        options.move(0, 0);
        element.releasePointerCapture(origin.id);
        return;
      }
      const arrow = ARROWS[event.key];
      if (!arrow || origin || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const size = event.shiftKey ? (options.bigStep ?? 10) : (options.step ?? 1);
      options.start?.();
      (options.press ?? options.move)(arrow[0] * size, arrow[1] * size);
    }

    function release(event: KeyboardEvent): void {
      if (ARROWS[event.key] && !origin) options.end?.();
    }

    const on = <K extends keyof HTMLElementEventMap>(
      type: K,
      listener: (event: HTMLElementEventMap[K]) => void,
    ): void => {
      // SVGElement and HTMLElement share these events; only their overloads differ.
      (element as HTMLElement).addEventListener(type, listener, { signal, passive: false });
    };
    on('pointerdown', down);
    on('pointermove', track);
    on('pointerup', up);
    on('pointercancel', up);
    on('lostpointercapture', up);
    on('keydown', press);
    on('keyup', release);
    // A finger on the handle drags it; anywhere else it scrolls the page.
    element.style.touchAction = 'none';
    return () => abort.abort();
  };
}
