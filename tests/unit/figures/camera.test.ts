import { expect, test } from 'vitest';
import {
  cameraChoices,
  cameraDevices,
  cameraProblem,
  cameraRequest,
} from '../../../src/components/figures/camera.ts';

const mediaDevices = {
  getUserMedia: () => Promise.reject(new Error('not called')),
  enumerateDevices: () => Promise.resolve([]),
};

const camera = (deviceId: string, label: string) => ({
  deviceId,
  label,
  kind: 'videoinput' as const,
});

const named = (name: string): DOMException => new DOMException('from the browser', name);

test('a camera is offered on a secure page of a browser that has the interface, and nowhere else', () => {
  expect(cameraDevices({ isSecureContext: true, navigator: { mediaDevices } })).toBe(mediaDevices);
  expect(cameraDevices({ isSecureContext: false, navigator: { mediaDevices } })).toBeUndefined();
  expect(cameraDevices({ isSecureContext: true, navigator: {} })).toBeUndefined();
  expect(cameraDevices({ isSecureContext: true, navigator: { mediaDevices: {} } })).toBeUndefined();
  expect(cameraDevices({})).toBeUndefined();
});

test('sound is never asked for, the camera away from the reader first, then exactly the chosen one', () => {
  expect(cameraRequest(undefined)).toMatchObject({
    audio: false,
    video: { facingMode: 'environment' },
  });
  const chosen = cameraRequest('abc');
  expect(chosen).toMatchObject({ audio: false, video: { deviceId: { exact: 'abc' } } });
  expect(chosen.video).not.toHaveProperty('facingMode');
});

test.each([
  ['NotAllowedError', /not allowed/],
  ['SecurityError', /not allowed/],
  ['NotFoundError', /No camera/],
  ['OverconstrainedError', /No camera/],
  ['NotReadableError', /in use/],
  ['AbortError', /in use/],
  ['InvalidStateError', /could not be opened/],
])('%s is one sentence that says the last picture stays', (name, wanted) => {
  const sentence = cameraProblem(named(name));
  expect(sentence).toMatch(wanted);
  expect(sentence).toContain('last picture stays');
  expect(sentence.match(/\.(?: |$)/g)).toHaveLength(1);
});

test('what is no error at all still gets a sentence', () => {
  expect(cameraProblem('toString')).toMatch(/could not be opened/);
});

test('cameras are called by the side they look to, else by their label, and no two alike', () => {
  expect(
    cameraChoices([
      camera('a', 'camera2 1, facing front'),
      camera('b', 'camera2 0, facing back'),
      camera('c', 'camera2 2, facing back'),
      camera('d', ' FaceTime HD Camera (3A71:F4B5) '),
      camera('e', ''),
    ]),
  ).toEqual([
    { id: 'a', name: 'Front camera' },
    { id: 'b', name: 'Back camera 1' },
    { id: 'c', name: 'Back camera 2' },
    { id: 'd', name: 'FaceTime HD Camera (3A71:F4B5)' },
    { id: 'e', name: 'Camera' },
  ]);
});

test('microphones, and cameras that are still nameless before one is allowed, are no choice', () => {
  const microphone = { deviceId: 'm', label: 'Microphone', kind: 'audioinput' as const };
  expect(cameraChoices([microphone, camera('', '')])).toEqual([]);
});
