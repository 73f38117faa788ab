import { isAbort, RuntimeError } from '../../../src/runtime/errors.ts';
import { createStreetRenderer, pageEngine } from '../../../src/runtime/index.ts';

/** The runtime as the tests reach it: the shipped code, without a figure around it. */
const harness = { engine: pageEngine(), street: createStreetRenderer(), isAbort, RuntimeError };
export type Harness = typeof harness;

Object.assign(window, { harness });
