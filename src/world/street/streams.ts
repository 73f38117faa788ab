/**
 * Keys of the random streams that a street's seed is forked into, one per subsystem. Imported as a whole,
 * `import * as STREAMS`.
 */
export const houses = 1;
export const greenery = 2;
export const furniture = 3;
export const parked = 4;
export const lanes = 5;
export const crossTraffic = 6;
export const bicycles = 7;
export const pavementPeople = 8;
export const crossingPeople = 9;
export const squarePeople = 10;
export const backdrop = 11;
export const road = 12;
export const signals = 13;
