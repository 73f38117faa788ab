/** Returns what fills a canvas with pixels, at their own size; for Svelte's `{@attach}`. */
export function paint(pixels: ImageData): (canvas: HTMLCanvasElement) => void {
  return (canvas) => {
    canvas.width = pixels.width;
    canvas.height = pixels.height;
    canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  };
}
