import { readStack, type Layer } from './layers.ts';

/** A network whose layers are known. */
export interface Preset {
  readonly slug: string;
  readonly name: string;
  /** Width and height of its usual input, pixels. */
  readonly input: readonly [width: number, height: number];
  readonly stack: readonly Layer[];
  /** Names of stages by the number of layers up to their end; those of torchvision where it has them. */
  readonly stages: Readonly<Record<number, string>>;
}

/** Joins parts of a stack; a number before a part repeats it. */
function joined(...parts: readonly (string | readonly [count: number, part: string])[]): string {
  return parts
    .flatMap((part) =>
      typeof part === 'string' ? part : Array.from({ length: part[0] }, () => part[1]),
    )
    .join('.');
}

function preset(
  slug: string,
  name: string,
  input: readonly [number, number],
  text: string,
  stages: string,
): Preset {
  const stack = readStack(text);
  if (!stack) throw new Error(`The stack of ${slug} cannot be read.`);
  const named = stages.split(', ').map((stage) => stage.split(' '));
  return { slug, name, input, stack, stages: Object.fromEntries(named) };
}

/** A bottleneck of ResNet-50 and an inverted residual of MobileNetV2 see the same: only their 3 × 3 widens. */
const BOTTLENECK = '1.3p1.1';
const REDUCING = '1.3s2p1.1';
/** One branch of Inception-v3, with kernels of seven elements that run along one axis only. */
const SEVENS = '1.7x1p3x0.1x7p0x3.7x1p3x0.1x7p0x3';
/** The detector of this site up to the level of stride 4. */
const FINE = '3s2p1*2.3p1*2';
/** Its lateral connection, the two layers of the head, and the predictions. */
const HEAD = '1.3p1*2.1';

/**
 * The path with the largest field through each network, as in torchvision. Of branches that join, the
 * others see a part of what this path sees; shortcuts, normalisation and activations see no more.
 */
export const PRESETS: readonly Preset[] = [
  preset(
    'alexnet',
    'AlexNet',
    [224, 224],
    '11s4p2.m3s2.5p2.m3s2.3p1*3.m3s2',
    '1 conv1, 2 pool1, 3 conv2, 4 pool2, 5 conv3, 6 conv4, 7 conv5, 8 pool5',
  ),
  preset(
    'vgg16',
    'VGG-16',
    [224, 224],
    joined([2, '3p1*2.m2s2'], [3, '3p1*3.m2s2']),
    '1 conv1_1, 2 conv1_2, 3 pool1, 5 conv2_2, 6 pool2, 9 conv3_3, 10 pool3, 13 conv4_3, 14 pool4, 17 conv5_3, 18 pool5',
  ),
  preset(
    'resnet18',
    'ResNet-18',
    [224, 224],
    joined('7s2p3.m3s2p1.3p1*4', [3, '3s2p1.3p1*3']),
    '1 conv1, 2 maxpool, 6 layer1, 10 layer2, 14 layer3, 18 layer4',
  ),
  preset(
    'resnet50',
    'ResNet-50',
    [224, 224],
    joined(
      '7s2p3.m3s2p1',
      [3, BOTTLENECK],
      REDUCING,
      [3, BOTTLENECK],
      REDUCING,
      [5, BOTTLENECK],
      REDUCING,
      [2, BOTTLENECK],
    ),
    '1 conv1, 2 maxpool, 11 layer1, 23 layer2, 41 layer3, 50 layer4',
  ),
  preset(
    'mobilenet_v2',
    'MobileNetV2',
    [224, 224],
    joined(
      '3s2p1.3p1.1',
      REDUCING,
      BOTTLENECK,
      REDUCING,
      [2, BOTTLENECK],
      REDUCING,
      [6, BOTTLENECK],
      REDUCING,
      [3, BOTTLENECK],
      '1',
    ),
    '1 features.0, 3 features.1, 9 features.3, 18 features.6, 30 features.10, 39 features.13, 51 features.17, 52 features.18',
  ),
  preset(
    'googlenet',
    'GoogLeNet (Inception-v1)',
    [224, 224],
    joined('7s2p3.m3s2u.1.3p1.m3s2u', [2, '1.3p1'], 'm3s2u', [5, '1.3p1'], 'm2s2u', [2, '1.3p1']),
    '1 conv1, 2 maxpool1, 4 conv3, 5 maxpool2, 7 inception3a, 9 inception3b, 10 maxpool3, 12 inception4a, 20 inception4e, 21 maxpool4, 23 inception5a, 25 inception5b',
  ),
  preset(
    'inception_v3',
    'Inception-v3 up to Mixed_6e',
    [299, 299],
    joined('3s2.3.3p1.m3s2.1.3.m3s2', [3, '1.3p1*2'], '1.3p1.3s2', [4, SEVENS]),
    '1 Conv2d_1a_3x3, 3 Conv2d_2b_3x3, 4 maxpool1, 6 Conv2d_4a_3x3, 7 maxpool2, 10 Mixed_5b, 16 Mixed_5d, 19 Mixed_6a, 39 Mixed_6e',
  ),
  preset(
    'deeplab',
    'DeepLab-style: ResNet-50, stride 8, rate 36',
    [513, 513],
    joined(
      '7s2p3.m3s2p1',
      [3, BOTTLENECK],
      REDUCING,
      [4, BOTTLENECK],
      [5, '1.3d2p2.1'],
      '1.3d2p2.1',
      [2, '1.3d4p4.1'],
      '3d36p36',
    ),
    '1 conv1, 2 maxpool, 11 layer1, 23 layer2, 41 layer3, 50 layer4, 51 ASPP',
  ),
  preset(
    'detector',
    'Detector of this site, stride 32',
    [256, 160],
    joined(FINE, '3s2p1.3p1*2.3s2p1.3p1*2.3s2p1', HEAD),
    '1 stem, 2 down2, 4 block2, 5 down3, 7 block3, 8 down4, 10 block4, 11 down5, 12 lateral5, 13 head1, 14 head2, 15 classes',
  ),
  preset(
    'classifier',
    'Classifier of this site',
    [64, 64],
    '3s2p1*2.3p1*10.3s2p1.3p1*12.1',
    '1 stem, 2 down2, 12 block2.5, 13 down3, 25 block3.6, 26 classes',
  ),
  preset(
    'detector-fine',
    'The same without its FPN, stride 4',
    [256, 160],
    joined(FINE, HEAD),
    '1 stem, 2 down2, 4 block2, 5 lateral2, 6 head1, 7 head2, 8 classes',
  ),
];
