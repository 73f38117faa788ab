import { kernelExtent, type ChainLink, type Link } from '../../../vision/index.ts';

/** One way through a block: equal square convolutions, padded evenly; with none of them a shortcut. */
export interface Branch {
  /** Convolutions one after another, 0 to {@link MOST_IN_BRANCH}. */
  readonly count: number;
  /** An odd number, so that every branch ends in the same cells. */
  readonly kernel: number;
  readonly dilation: number;
}

/** Branches that read the same cells and are added or concatenated. */
export interface Join {
  readonly op: 'join';
  /** Taken by the first convolution of each branch; by a 1 × 1 where a branch is a shortcut. */
  readonly stride: number;
  readonly branches: readonly Branch[];
}

export const MOST_BRANCHES = 4;
export const MOST_IN_BRANCH = 4;
/** The largest value of each part of a branch. */
export const MOST_OF_BRANCH = { count: MOST_IN_BRANCH, kernel: 15, dilation: 36 } as const;

const SHORTCUT: Branch = { count: 0, kernel: 1, dilation: 1 };

/** Two 3 × 3 convolutions around which a shortcut leads: the block of ResNet-18. */
export const RESIDUAL: Join = {
  op: 'join',
  stride: 1,
  branches: [{ count: 2, kernel: 3, dilation: 1 }, SHORTCUT],
};

const single = (kernel: number, dilation = 1): Branch => ({ count: 1, kernel, dilation });

/** Blocks to start from, by name. */
export const BLOCKS: Readonly<Record<string, readonly Branch[]>> = {
  residual: RESIDUAL.branches,
  Inception: [single(1), single(3), single(5)],
  ASPP: [single(1), single(3, 6), single(3, 12), single(3, 18)],
};

/** Returns the links of a branch along one axis. */
export function linksOf({ count, kernel, dilation }: Branch, stride: number): Link[] {
  if (count === 0) return stride > 1 ? [{ kernel: 1, stride }] : [];
  const padding = (kernelExtent({ kernel, dilation }) - 1) / 2;
  const link = { kernel, dilation, padding };
  return [{ ...link, stride }, ...Array.from({ length: count - 1 }, () => link)];
}

/** Returns a join as a link of a chain. */
export function chainLinkOf({ stride, branches }: Join): ChainLink {
  return { branches: branches.map((branch) => linksOf(branch, stride)) };
}

/** Returns how many cells of its input a branch spans for one cell of its output. */
export function extentOf({ count, kernel, dilation }: Branch, stride: number): number {
  if (count === 0) return 1;
  const extent = kernelExtent({ kernel, dilation });
  return extent + (count - 1) * (extent - 1) * stride;
}

/** Returns the window that spans what all branches see: all are centred on the same cell. */
export function windowOfJoin({ stride, branches }: Join): Link {
  const kernel = Math.max(1, ...branches.map((branch) => extentOf(branch, stride)));
  return { kernel, stride, padding: (kernel - 1) / 2 };
}

/** Returns the weights of one kernel of each convolution in all branches, added. */
export function weightsOfJoin({ stride, branches }: Join): number {
  const projection = stride > 1 ? 1 : 0;
  return branches.reduce(
    (sum, { count, kernel }) => sum + (count === 0 ? projection : count * kernel ** 2),
    0,
  );
}

/** Returns a join that can be built: one to four branches, odd kernels, numbers in range. */
export function allowedJoin({ stride, branches }: Join, mostStride: number): Join {
  const between = (value: number, least: number, most: number): number =>
    Math.min(most, Math.max(least, Number.isFinite(value) ? Math.round(value) : least));
  return {
    op: 'join',
    stride: between(stride, 1, mostStride),
    branches: branches.slice(0, MOST_BRANCHES).map(({ count, kernel, dilation }) =>
      between(count, 0, MOST_IN_BRANCH) === 0
        ? SHORTCUT
        : {
            count: between(count, 1, MOST_IN_BRANCH),
            kernel: 2 * Math.floor(between(kernel, 1, MOST_OF_BRANCH.kernel) / 2) + 1,
            dilation: between(dilation, 1, MOST_OF_BRANCH.dilation),
          },
    ),
  };
}

const BRANCH = /^(\d{1,2})(?:d(\d{1,2}))?(?:x(\d))?$/;

/** Writes a join: `j3x2-0` is two 3 × 3 beside a shortcut, `j1-3d6s2` a 1 × 1 beside a dilated 3 × 3, stride 2. */
export function writeJoin({ stride, branches }: Join): string {
  const parts = branches.map(({ count, kernel, dilation }) =>
    count === 0
      ? '0'
      : `${kernel}${dilation > 1 ? `d${dilation}` : ''}${count > 1 ? `x${count}` : ''}`,
  );
  return `j${parts.join('-')}${stride > 1 ? `s${stride}` : ''}`;
}

/** Reads what {@link writeJoin} writes; `undefined` for what is no join. Ranges are not checked. */
export function readJoin(text: string): Join | undefined {
  const match = /^j([\dxd-]+)(?:s(\d))?$/.exec(text);
  if (!match) return undefined;
  const [, all = '', stride = '1'] = match;
  const branches = all.split('-').map((part) => {
    const found = BRANCH.exec(part);
    if (!found) return undefined;
    const [, kernel = '', dilation = '1', count = '1'] = found;
    return part === '0'
      ? SHORTCUT
      : { count: Number(count), kernel: Number(kernel), dilation: Number(dilation) };
  });
  const whole = branches.filter((branch) => branch !== undefined);
  return whole.length === branches.length && whole.length <= MOST_BRANCHES
    ? { op: 'join', stride: Number(stride), branches: whole }
    : undefined;
}

/** Returns what a branch is called: `3 × 3 twice`, `shortcut`. */
export function branchName({ count, kernel, dilation }: Branch): string {
  if (count === 0) return 'shortcut';
  const times = count > 1 ? `${count} of ` : '';
  return `${times}${kernel} × ${kernel}${dilation > 1 ? ` dilated ${dilation}` : ''}`;
}

/** Returns what a join is called in lists. */
export function joinName({ stride, branches }: Join): string {
  const pace = stride > 1 ? `, stride ${stride}` : '';
  return `join of ${branches.map(branchName).join(' | ')}${pace}`;
}
