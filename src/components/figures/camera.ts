/** What is used of a track of a camera. */
export type CameraTrack = Pick<MediaStreamTrack, 'stop' | 'getSettings'> &
  Pick<EventTarget, 'addEventListener'>;

/** What is used of a camera's stream, apart from being shown. */
export interface CameraStream {
  getTracks(): readonly CameraTrack[];
  getVideoTracks(): readonly CameraTrack[];
}

/** What is used of a device's description. */
type DeviceLabel = Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>;

/** What is used of `navigator.mediaDevices`. */
export interface CameraDevices<Stream extends CameraStream = MediaStream> {
  getUserMedia(constraints?: MediaStreamConstraints): Promise<Stream>;
  enumerateDevices(): Promise<readonly DeviceLabel[]>;
}

/** One camera of the reader's machine. */
export interface CameraChoice {
  readonly id: string;
  readonly name: string;
}

/** What is looked at of the page's surroundings to tell whether a camera can be asked for. */
interface Surroundings {
  readonly isSecureContext?: boolean;
  readonly navigator?: { readonly mediaDevices?: Partial<CameraDevices> | undefined };
}

const DENIED =
  'The camera was not allowed, so the last picture stays; you can allow it in your browser’s settings for this site, or choose a file.';
const ABSENT = 'No camera was found, so the last picture stays; a file works as well.';
const BUSY =
  'The camera is in use elsewhere or did not start, so the last picture stays; close what else uses it and try again.';
const UNKNOWN = 'The camera could not be opened, so the last picture stays.';

/** By the names of the errors that the Media Capture and Streams specification lets `getUserMedia` throw. */
const SENTENCES: ReadonlyMap<string, string> = new Map([
  ['NotAllowedError', DENIED],
  ['SecurityError', DENIED],
  ['NotFoundError', ABSENT],
  ['OverconstrainedError', ABSENT],
  ['NotReadableError', BUSY],
  ['AbortError', BUSY],
]);

/** What is said when a camera goes away while it is on. */
export const CAMERA_GONE = 'The camera was unplugged or switched off, so the last picture stays.';

/** Returns the cameras' interface; `undefined` on a page without https or in a browser without it. */
export function cameraDevices(scope: Surroundings = globalThis): CameraDevices | undefined {
  const devices = scope.navigator?.mediaDevices;
  if (!scope.isSecureContext || !devices?.getUserMedia || !devices.enumerateDevices)
    return undefined;
  return devices as CameraDevices;
}

/** Returns what to ask for: that camera, or the one that looks away from the reader; never sound. */
export function cameraRequest(id: string | undefined): MediaStreamConstraints {
  const which = id === undefined ? { facingMode: 'environment' } : { deviceId: { exact: id } };
  return { audio: false, video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } } };
}

/** Returns the sentence for what `getUserMedia` threw: denied, absent, busy, or unknown. */
export function cameraProblem(error: unknown): string {
  return (error instanceof Error && SENTENCES.get(error.name)) || UNKNOWN;
}

/** Returns the side that a camera looks to, as far as its label tells. */
function sideOf(label: string): string {
  if (/\b(?:back|rear|environment)\b/i.test(label)) return 'Back camera';
  return /\b(?:front|user|face|selfie)\b/i.test(label) ? 'Front camera' : '';
}

/**
 * Returns the cameras among the devices under names that differ: the side it looks to where the
 * label tells, else the label, numbered where two would be called the same.
 */
export function cameraChoices(devices: readonly DeviceLabel[]): CameraChoice[] {
  const cameras = devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '');
  const names = cameras.map(({ label }) => sideOf(label) || label.trim() || 'Camera');
  return cameras.map(({ deviceId }, at) => {
    const name = names[at] ?? '';
    const before = names.slice(0, at).filter((other) => other === name).length;
    const isShared = names.filter((other) => other === name).length > 1;
    return { id: deviceId, name: isShared ? `${name} ${before + 1}` : name };
  });
}
