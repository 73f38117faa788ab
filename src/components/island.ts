import { hydrate, type Component } from 'svelte';

type Props = Record<string, unknown>;

/**
 * Wakes a figure on a page, in place of the entry that comes with Astro's integration. That one makes all
 * properties deeply reactive, although those of an island never change: every number of a scene read would
 * then go through a proxy, which made a drag take fifty times as long. An island has no slots here.
 */
export default function wake(target: HTMLElement) {
  return (component: Component<Props>, props: Props): void => {
    if (!target.hasAttribute('ssr')) return;
    hydrate(component, { target, props });
  };
}
