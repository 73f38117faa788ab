/**
 * Returns a fresh WebGL 2 context with its canvas, or `null` where there is none, or only one that
 * imitates a graphics processor and that will not do. Knows nothing of TF.js, so that it can be
 * asked before TF.js' WebGL code is fetched.
 */
export function openContext(
  allowSoftware: boolean,
): { readonly canvas: OffscreenCanvas; readonly gl: WebGL2RenderingContext } | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    premultipliedAlpha: false,
    stencil: false,
    failIfMajorPerformanceCaveat: !allowSoftware,
  });
  if (!gl) return null;
  if (!allowSoftware && /swiftshader|llvmpipe|software|basic render/i.test(rendererOf(gl))) {
    return null;
  }
  return { canvas, gl };
}

/** Returns who draws. Chromium says so only through an extension, about which Firefox complains. */
function rendererOf(gl: WebGL2RenderingContext): string {
  const name = String(gl.getParameter(gl.RENDERER));
  if (name !== 'WebKit WebGL') return name;
  const extension = gl.getExtension('WEBGL_debug_renderer_info');
  return extension ? String(gl.getParameter(extension.UNMASKED_RENDERER_WEBGL)) : name;
}
