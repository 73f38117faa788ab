import * as PALETTE from '../palette.ts';
import type { RandomStream } from '../random.ts';
import { pickHeadStyle, type HeadStyle } from './heads.ts';

/** Everything about somebody's looks that does not change as they walk. Colours are sRGB hex. */
export interface Outfit {
  readonly skin: number;
  readonly hair: number;
  readonly head: HeadStyle;
  /** Colour of cap, hat, scarf or helmet. */
  readonly cover: number;
  readonly cut: 'trousers' | 'skirt' | 'coat' | 'dress' | 'shorts';
  readonly top: number;
  /** A second colour across the chest, or the same as `top`. */
  readonly stripe: number;
  readonly sleeve: number;
  readonly legs: number;
  readonly skirt: number;
  readonly shoes: number;
  /** Breadth of the body, 1 in the middle. */
  readonly breadth: number;
  readonly backpack: number | null;
  readonly bag: number | null;
  readonly umbrella: number;
}

const GREY_HAIR = 0x9a9694;

/** Returns an outfit; the choices are independent streams, so that adding one never changes another. */
export function pickOutfit(stream: RandomStream): Outfit {
  const body = stream.fork(1);
  const clothes = stream.fork(2);
  const carried = stream.fork(3);
  const skin = body.pick(PALETTE.skins);
  const dark = skin === 0x704831 || skin === 0x4f3426;
  const hair = dark ? body.pick([0x2a2320, 0x1f2233, GREY_HAIR]) : body.pick(PALETTE.hairs);
  const draw = clothes.next();
  const cut =
    draw < 0.12
      ? 'skirt'
      : draw < 0.22
        ? 'dress'
        : draw < 0.4
          ? 'coat'
          : draw < 0.5
            ? 'shorts'
            : 'trousers';
  const top = clothes.pick(PALETTE.tops);
  const trousers = clothes.pick(PALETTE.trousers);
  const striped = clothes.chance(0.22);
  const bare = clothes.chance(0.32) || cut === 'dress';
  return {
    skin,
    hair,
    head: pickHeadStyle(body),
    cover: body.pick(PALETTE.tops),
    cut,
    top,
    stripe: striped ? clothes.pick([PALETTE.trim, ...PALETTE.tops]) : top,
    sleeve: bare && cut !== 'coat' ? skin : top,
    legs: cut === 'skirt' || cut === 'dress' ? (clothes.chance(0.35) ? trousers : skin) : trousers,
    skirt: cut === 'dress' ? top : clothes.pick(PALETTE.tops),
    shoes: clothes.pick(PALETTE.shoes),
    breadth: body.between(0.94, 1.1),
    backpack: carried.chance(0.26) ? carried.pick(PALETTE.awnings) : null,
    bag: carried.chance(0.28)
      ? carried.pick([0xb87a45, 0x3b4a6b, 0xc8503f, 0x2f5d62, 0xe6b85c])
      : null,
    umbrella: carried.pick([...PALETTE.awnings, 0x2e86a0, 0xf2b138]),
  };
}
