import type {
  ActivationMap,
  Backend,
  ClassScores,
  LoadedModel,
  RawPredictions,
  Run,
  Size,
} from './engine.ts';
import type { RuntimeErrorCode } from './errors.ts';
import type { FilledGradientOptions } from './gradient-options.ts';

/** What the page asks of the model worker. `id` names the call; replies carry it back. */
export type Request =
  | {
      readonly type: 'load';
      readonly id: number;
      readonly model: string;
      /** Address of the folder that holds the models, ending in a slash. */
      readonly base: string;
      readonly backend: Backend | undefined;
    }
  | {
      readonly type: 'run';
      readonly id: number;
      readonly model: string;
      readonly width: number;
      readonly height: number;
      readonly pixels: Uint8ClampedArray;
      readonly task: Task;
    }
  | { readonly type: 'inspect'; readonly id: number; readonly loseDevice: boolean }
  /** Stops the load of that id. */
  | { readonly type: 'cancel'; readonly id: number };

/** What can be done with a picture, and what it is told. */
export type Task =
  | { readonly name: 'detect'; readonly floor: number }
  | { readonly name: 'classify' }
  | { readonly name: 'activations'; readonly layer: string; readonly size: Size | undefined }
  | { readonly name: 'inputGradient'; readonly options: FilledGradientOptions };

/** What each task gives. */
export interface TaskResults {
  readonly detect: RawPredictions;
  readonly classify: ClassScores & Run;
  readonly activations: ActivationMap & Run;
  /** `[height, width, 3]`. */
  readonly inputGradient: { readonly values: Float32Array } & Run;
}

/** A result with the name of its task. */
export type TaskReply = {
  readonly [Name in keyof TaskResults]: {
    readonly task: Name;
    readonly result: TaskResults[Name];
  };
}[keyof TaskResults];

/** What the worker answers. Every request but `cancel` ends in exactly one reply other than `progress`. */
export type Reply =
  | {
      readonly type: 'progress';
      readonly id: number;
      readonly bytes: number;
      readonly total: number;
    }
  | { readonly type: 'loaded'; readonly id: number; readonly model: LoadedModel }
  | ({ readonly type: 'ran'; readonly id: number } & TaskReply)
  | { readonly type: 'inspected'; readonly id: number; readonly inspection: Inspection }
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly code: RuntimeErrorCode;
      readonly detail: string;
    }
  | { readonly type: 'cancelled'; readonly id: number };

/** The engine's own account of itself. */
export interface Inspection {
  readonly backend: Backend | 'none';
  /** Tensors that TF.js holds; equal to `weights` whenever nothing runs. */
  readonly tensors: number;
  /** Weight tensors of the models that are loaded. */
  readonly weights: number;
  /** How often a device that failed or was lost has been replaced. */
  readonly recoveries: number;
}
