/** Pixels of the frames that gradients are taken on: twice as wide as the network's middle sees, and quick. */
export const FRAME_SIZE = { width: 192, height: 120 } as const;

/** Gradients are averaged over so many frames of the street. */
export const FRAMES = 8;
