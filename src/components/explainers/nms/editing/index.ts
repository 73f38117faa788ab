/** Everything that edits the street, fetched when a reader first asks for it. */
export { default as EditBar } from './EditBar.svelte';
export { default as EditLayer } from './EditLayer.svelte';
export { SceneEditor } from './scene-editor.svelte.ts';
