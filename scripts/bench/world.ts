/**
 * The street against the study program it grew from, side by side in one run. The study is no part of this
 * repository: `STREET_PROTOTYPE` names its folder (the one that holds `src/`). Without it the rows show our own
 * times and the share of each stage.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  bakeWorld,
  buildWorld,
  renderFrame,
  type BakedWorld,
  type Camera,
} from '../../src/world/index.ts';
import { developPicture } from '../../src/world/develop.ts';
import { resolvePixels } from '../../src/world/resolve.ts';
import { semanticMask, truthObjects } from '../../src/world/truth.ts';
import { drawMesh } from '../../src/world/visibility.ts';
import { row, type Row } from './row.ts';

/** The part of the study that is measured. */
interface Study {
  readonly street: (options: { seed: number }) => unknown;
  readonly bake: (
    scene: unknown,
    environment: unknown,
    centre: { x: number; z: number },
  ) => unknown;
  readonly render: (
    scene: unknown,
    baked: unknown,
    environment: unknown,
    camera: unknown,
    width: number,
    height: number,
    samples: number,
  ) => unknown;
  readonly ENVS: Readonly<Record<string, unknown>>;
}

const CAMERAS: readonly Camera[] = [
  { eye: [2.6, 2.6, -1.5], yaw: -0.1, pitch: -0.06, field: 0.5 },
  { eye: [-3.4, 5.4, 3], yaw: 0.24, pitch: -0.17, field: 0.5 },
  { eye: [0.6, 2.3, 4.8], yaw: 0, pitch: -0.06, field: 0.5 },
];
const SIZES = [
  [256, 160],
  [640, 384],
] as const;
const SEEDS = 7;
/** The first worlds only warm the engine up. */
const WARM_UP = 2;

function isStudy(module: unknown): module is Study {
  return (
    typeof module === 'object' &&
    module !== null &&
    'street' in module &&
    'bake' in module &&
    'render' in module &&
    'ENVS' in module
  );
}

async function loadStudy(): Promise<Study | null> {
  const folder = process.env['STREET_PROTOTYPE'];
  if (!folder) return null;
  const load = async (file: string): Promise<object> => {
    const module: unknown = await import(pathToFileURL(join(folder, 'src', file)).href);
    return typeof module === 'object' && module !== null ? module : {};
  };
  const study: unknown = { ...(await load('street.ts')), ...(await load('render.ts')) };
  if (!isStudy(study)) throw new Error(`${folder} does not hold the study program.`);
  return study;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}

/** Milliseconds that the work takes, and what it returns. */
function timed<T>(work: () => T): [number, T] {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
}

/** Times by name. */
class Times {
  private readonly lists = new Map<string, number[]>();

  add(name: string, milliseconds: number): void {
    const list = this.lists.get(name);
    if (list) list.push(milliseconds);
    else this.lists.set(name, [milliseconds]);
  }

  median(name: string): number {
    return median(this.lists.get(name) ?? []);
  }
}

const STAGES = ['raster', 'shade', 'develop', 'truth'] as const;

/** Renders one of our frames, whole and then stage by stage, and books the times. */
function timeFrame(
  baked: BakedWorld,
  camera: Camera,
  [width, height]: readonly [number, number],
  times: Times,
): void {
  const name = `${width} × ${height}`;
  times.add(name, timed(() => renderFrame(baked, camera, { width, height }))[0]);
  const book = <T>(stage: (typeof STAGES)[number], work: () => T): T => {
    const [time, result] = timed(work);
    times.add(`${name} ${stage}`, time);
    return result;
  };
  const drawn = book('raster', () => drawMesh(baked, camera, width, height, 4, true));
  const resolved = book('shade', () => resolvePixels(baked, camera, drawn, height, 4, null));
  const { colours, instance } = resolved;
  book('develop', () => developPicture(colours, width, height, baked.environment, 0, 1));
  book('truth', () => {
    semanticMask(baked, instance);
    return truthObjects(baked, drawn, resolved, 4);
  });
}

/** Measures worlds with their bake and daylight frames with four samples per pixel. */
export async function bench(): Promise<Row[]> {
  const study = await loadStudy();
  const ours = new Times();
  const theirs = new Times();
  for (let seed = 1; seed <= SEEDS; seed++) {
    const warm = seed > WARM_UP;
    const [built, world] = timed(() => buildWorld({ seed }));
    const [bakedIn, baked] = timed(() => bakeWorld(world));
    const day = study?.ENVS['day'];
    const [studyBuilt, scene] = timed(() => study?.street({ seed }));
    const [studyBakedIn, studyBaked] = timed(() => study?.bake(scene, day, { x: 0, z: 0 }));
    if (warm) {
      ours.add('build', built);
      ours.add('bake', bakedIn);
      ours.add('world', built + bakedIn);
      theirs.add('world', studyBuilt + studyBakedIn);
    }
    for (const [width, height] of SIZES) {
      for (const camera of CAMERAS) {
        timeFrame(baked, camera, [width, height], warm ? ours : new Times());
        if (!study) continue;
        const view = { ...camera, fov: camera.field };
        const [time] = timed(() => study.render(scene, studyBaked, day, view, width, height, 2));
        if (warm) theirs.add(`${width} × ${height}`, time);
      }
    }
  }
  const share = (name: string, parts: readonly string[]): string =>
    parts
      .map((part) => [part, ours.median(`${name} ${part}`.trim())] as const)
      .filter(([, time]) => time > 0.05)
      .map(([part, time]) => `${part} ${Math.round((100 * time) / ours.median(name))} %`)
      .join(', ');
  const bakeShare = Math.round((100 * ours.median('bake')) / ours.median('world'));
  return [
    row(
      'street: world with its bake',
      ours.median('world'),
      study ? theirs.median('world') : null,
      `bake ${bakeShare} %; goal 0.65`,
    ),
    ...SIZES.map(([width, height]) => {
      const name = `${width} × ${height}`;
      const reference = study ? theirs.median(name) : null;
      return row(
        `street: frame ${name}, day, 2 × 2`,
        ours.median(name),
        reference,
        `${share(name, STAGES)}; goal 0.8`,
      );
    }),
  ];
}
