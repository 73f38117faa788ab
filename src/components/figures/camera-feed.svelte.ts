import {
  CAMERA_GONE,
  cameraChoices,
  cameraProblem,
  cameraRequest,
  type CameraChoice,
  type CameraDevices,
  type CameraStream,
} from './camera.ts';

/** Ends every track, so that the camera's light goes out. */
function endTracks(stream: CameraStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/**
 * One camera while a figure uses it: off until it is asked for, one at a time, and every track ended
 * as soon as it is closed. Never throws: what went wrong stands in `problem`.
 */
export class CameraFeed<Stream extends CameraStream = MediaStream> {
  stage: 'off' | 'asking' | 'on' = $state('off');
  /** What the camera sees, while it is on. */
  stream: Stream | undefined = $state.raw();
  /** The cameras to choose from; browsers name them only once one was allowed. */
  choices: readonly CameraChoice[] = $state.raw([]);
  /** The camera that is on. */
  chosen = $state('');
  /** One sentence about the last failure; empty when there is none. */
  problem = $state('');
  /** Answers to an older request are thrown away. */
  #turn = 0;

  /** Asks for a camera (one of `choices`, or whichever suits); phones open only one at a time. */
  async open(devices: CameraDevices<Stream>, id?: string): Promise<void> {
    this.close();
    const turn = ++this.#turn;
    this.stage = 'asking';
    try {
      const stream = await devices.getUserMedia(cameraRequest(id));
      if (turn !== this.#turn) {
        endTracks(stream);
        return;
      }
      this.#take(stream);
      const choices = cameraChoices(await devices.enumerateDevices());
      if (turn === this.#turn) this.choices = choices;
    } catch (error) {
      if (turn === this.#turn) this.close(cameraProblem(error));
    }
  }

  /** Ends the camera, or the wait for one, and says why if there is a reason to. */
  close(problem = ''): void {
    this.#turn++;
    endTracks(this.stream);
    this.stream = undefined;
    this.stage = 'off';
    this.problem = problem;
  }

  #take(stream: Stream): void {
    const [track] = stream.getVideoTracks();
    this.stream = stream;
    this.chosen = track?.getSettings().deviceId ?? '';
    this.stage = 'on';
    track?.addEventListener('ended', () => {
      if (this.stream === stream) this.close(CAMERA_GONE);
    });
  }
}
