/** Keys of the random streams that a street's seed is forked into, one per subsystem. */
export const STREAMS = {
  houses: 1,
  greenery: 2,
  furniture: 3,
  parked: 4,
  lanes: 5,
  crossTraffic: 6,
  bicycles: 7,
  pavementPeople: 8,
  crossingPeople: 9,
  squarePeople: 10,
  backdrop: 11,
  road: 12,
  signals: 13,
} as const;
