import * as desks from './desks.ts';
import * as halls from './halls.ts';
import * as outdoors from './outdoors.ts';
import { PALETTES, type PaletteName } from './palettes.ts';
import * as rooms from './rooms.ts';
import * as tables from './tables.ts';

const SCENES = { ...desks, ...halls, ...outdoors, ...rooms, ...tables };

export type SceneName = keyof typeof SCENES;
/** What a picture shows, and in which colours. */
export type Picture = readonly [SceneName, PaletteName];

/** @returns an illustration as SVG, in pixels. The middle is always seen; what is wide shows more of the sides. */
export function illustration([scene, palette]: Picture, width: number, height: number): string {
  const colours = PALETTES[palette];
  const scale = 1000 / Math.min(width, height);
  const [w, h] = [width * scale, height * scale];
  const [top, bottom] = colours.sky;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${500 - w / 2} ${500 - h / 2} ${w} ${h}"><defs>` +
    `<linearGradient id="sky" gradientUnits="userSpaceOnUse" x1="0" y1="-100" x2="0" y2="900"><stop stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient>` +
    `<radialGradient id="glow"><stop stop-color="${colours.light}" stop-opacity=".75"/><stop offset="1" stop-color="${colours.light}" stop-opacity="0"/></radialGradient>` +
    '<radialGradient id="shade"><stop stop-color="#000" stop-opacity=".42"/><stop offset=".7" stop-color="#000" stop-opacity=".2"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient>' +
    '<radialGradient id="edge" gradientUnits="userSpaceOnUse" cx="500" cy="460" r="1060"><stop offset=".55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#1a0f2e" stop-opacity=".34"/></radialGradient>' +
    `</defs>${SCENES[scene](colours)}<rect x="-400" y="-400" width="1800" height="1800" fill="url(#edge)"/></svg>`
  );
}
