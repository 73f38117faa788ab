/** Path data of the icons of figures, drawn in a box of 20 × 20 with a line of 1.7. */
export const RESET_ICON = 'M4 10a6 6 0 1 0 2-4.5M6 2v4h4';
export const LINK_ICON =
  'M8 12a3.5 3.5 0 0 0 5 0l3-3a3.5 3.5 0 0 0-5-5l-1 1M12 8a3.5 3.5 0 0 0-5 0l-3 3a3.5 3.5 0 0 0 5 5l1-1';
export const TICK_ICON = 'M6 10l3 3.5 5.5-7.5';
export const START_ICON = 'M15 4L7 10l8 6zM5 4v12';
export const END_ICON = 'M5 4l8 6-8 6zM15 4v12';
