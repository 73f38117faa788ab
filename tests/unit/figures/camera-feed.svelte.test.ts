import { expect, test } from 'vitest';
import type { CameraDevices, CameraStream } from '../../../src/components/figures/camera.ts';
import { CameraFeed } from '../../../src/components/figures/camera-feed.svelte.ts';

/** A track that counts how often it was stopped, and can be unplugged with an `ended` event. */
class FakeTrack extends EventTarget {
  stops = 0;
  readonly id: string;
  constructor(id: string) {
    super();
    this.id = id;
  }
  stop(): void {
    this.stops++;
  }
  getSettings(): MediaTrackSettings {
    return { deviceId: this.id };
  }
}

/** Cameras that answer when the test says so. */
function fakeCameras() {
  const asked: {
    constraints: MediaStreamConstraints | undefined;
    allow: (track: FakeTrack) => void;
    refuse: (name: string) => void;
  }[] = [];
  const devices: CameraDevices<CameraStream> = {
    getUserMedia: (constraints) =>
      new Promise((resolve, reject) => {
        asked.push({
          constraints,
          allow: (track) => resolve({ getTracks: () => [track], getVideoTracks: () => [track] }),
          refuse: (name) => reject(new DOMException('', name)),
        });
      }),
    enumerateDevices: () =>
      Promise.resolve(
        ['one', 'two'].map((id) => ({ deviceId: id, label: id, kind: 'videoinput' }) as const),
      ),
  };
  return { asked, devices };
}

test('a camera is off until it is allowed, then on with its choices', async () => {
  const { asked, devices } = fakeCameras();
  const feed = new CameraFeed<CameraStream>();
  expect(feed.stage).toBe('off');
  const opening = feed.open(devices);
  expect(feed.stage).toBe('asking');
  asked[0]?.allow(new FakeTrack('one'));
  await opening;
  expect(feed.stage).toBe('on');
  expect(feed.chosen).toBe('one');
  expect(feed.choices.map(({ name }) => name)).toEqual(['one', 'two']);
});

test('closing ends the track, and a refusal leaves the camera off with a sentence', async () => {
  const { asked, devices } = fakeCameras();
  const feed = new CameraFeed<CameraStream>();
  const track = new FakeTrack('one');
  const opening = feed.open(devices);
  asked[0]?.allow(track);
  await opening;
  feed.close();
  expect([feed.stage, feed.stream, track.stops]).toEqual(['off', undefined, 1]);

  const again = feed.open(devices);
  asked[1]?.refuse('NotAllowedError');
  await again;
  expect(feed.stage).toBe('off');
  expect(feed.problem).toMatch(/not allowed/);
});

test('a camera that is allowed after the wait was given up is switched off at once', async () => {
  const { asked, devices } = fakeCameras();
  const feed = new CameraFeed<CameraStream>();
  const opening = feed.open(devices);
  feed.close();
  const late = new FakeTrack('one');
  asked[0]?.allow(late);
  await opening;
  expect([feed.stage, feed.stream, late.stops, feed.problem]).toEqual(['off', undefined, 1, '']);
});

test('choosing another camera ends the first one before the second is asked for', async () => {
  const { asked, devices } = fakeCameras();
  const feed = new CameraFeed<CameraStream>();
  const first = new FakeTrack('one');
  const opening = feed.open(devices);
  asked[0]?.allow(first);
  await opening;
  const switching = feed.open(devices, 'two');
  expect(first.stops).toBe(1);
  expect(asked[1]?.constraints).toMatchObject({ video: { deviceId: { exact: 'two' } } });
  asked[1]?.allow(new FakeTrack('two'));
  await switching;
  expect([feed.stage, feed.chosen]).toEqual(['on', 'two']);
});

test('a camera that is unplugged says so; one that was left before is not heard any more', async () => {
  const { asked, devices } = fakeCameras();
  const feed = new CameraFeed<CameraStream>();
  const [first, second] = [new FakeTrack('one'), new FakeTrack('two')];
  const opening = feed.open(devices);
  asked[0]?.allow(first);
  await opening;
  const switching = feed.open(devices, 'two');
  asked[1]?.allow(second);
  await switching;
  first.dispatchEvent(new Event('ended'));
  expect([feed.stage, feed.problem]).toEqual(['on', '']);
  second.dispatchEvent(new Event('ended'));
  expect(feed.stage).toBe('off');
  expect(feed.problem).toMatch(/unplugged/);
});
