// SPDX-License-Identifier: EUPL-1.2
import { type Colour, mix, parseColour, readableOn, writeColour } from './contrast.ts';

/** How an operator looks: `GET /api/o/:organisation/appearance` answers it for the operator that serves the body, `GET /api/appearance` for the site. */
export type Appearance = {
  /** The operator's name, in the tower and in titles. */
  name: string;
  /** Address of an image on this server, best as SVG, shown 32 px high on a dark ground. */
  logo: string | null;
  colours: {
    /** `#rrggbb` for buttons, links and what is current. */
    accent: string | null;
    /** `#rrggbb` for the navigation. */
    tower: string | null;
  };
};

export const houseAppearance: Appearance = { name: 'Beffroi', logo: null, colours: { accent: null, tower: null } };

const WHITE: Colour = [1, 1, 1];
/** Grounds that accent text meets, from `tokens.css`: page, surface, sunken, raised. */
const LIGHT_GROUNDS = ['#f3f5f4', '#ffffff', '#e9edec'].map(colourOf);
const DARK_GROUNDS = ['#11181f', '#18212a', '#1f2a34', '#0c1218'].map(colourOf);
const DARK_SURFACE = colourOf('#18212a');
const AA = 4.5;
/** Beyond AA in the tower, because navigation is read in passing. */
const TOWER = 7;

export type Variables = Readonly<Record<string, string>>;

/** The variables that an operator's colours change, corrected so that every text on them or in them reaches WCAG AA. Empty when none is given or readable. */
export function appearanceVariables(appearance: Appearance): { light: Variables; dark: Variables } {
  const accent = parseColour(appearance.colours.accent ?? '');
  const tower = parseColour(appearance.colours.tower ?? '');
  return {
    light: { ...(accent && accentOnLight(accent)), ...(tower && towerVariables(tower)) },
    dark: { ...(accent && accentOnDark(accent)), ...(tower && towerVariables(mix(tower, [0, 0, 0], 0.55))) },
  };
}

/** A style sheet of these variables, for the shell (which knows its scheme) and for public pages (which ask the browser). Empty when nothing changes. */
export function appearanceCss(appearance: Appearance): string {
  const { light, dark } = appearanceVariables(appearance);
  const [forLight, forDark] = [declarations(light), declarations(dark)];
  if (!forLight) return '';
  return (
    `:root,:root[data-mantine-color-scheme='light']{${forLight}}` +
    `:root[data-mantine-color-scheme='dark']{${forDark}}` +
    `@media (prefers-color-scheme:dark){:root:not([data-mantine-color-scheme]){${forDark}}}`
  );
}

function accentOnLight(accent: Colour): Variables {
  const soft = mix(accent, WHITE, 0.12);
  const fill = readableOn(accent, [WHITE], AA, 'darker');
  return {
    '--accent-fill': writeColour(fill),
    '--accent-fill-hover': writeColour(mix(fill, [0, 0, 0], 0.84)),
    '--accent-text': writeColour(readableOn(accent, [...LIGHT_GROUNDS, soft], AA, 'darker')),
    '--accent-soft': writeColour(soft),
    '--accent-line': writeColour(mix(accent, WHITE, 0.5)),
  };
}

function accentOnDark(accent: Colour): Variables {
  const soft = mix(accent, DARK_SURFACE, 0.28);
  const fill = readableOn(accent, [WHITE], AA, 'darker');
  return {
    '--accent-fill': writeColour(fill),
    '--accent-fill-hover': writeColour(mix(fill, [0, 0, 0], 0.84)),
    '--accent-text': writeColour(readableOn(accent, [...DARK_GROUNDS, soft], AA, 'lighter')),
    '--accent-soft': writeColour(soft),
    '--accent-line': writeColour(mix(accent, DARK_SURFACE, 0.55)),
  };
}

function towerVariables(colour: Colour): Variables {
  const tower = readableOn(colour, [WHITE], TOWER + 3, 'darker');
  const raised = mix(tower, WHITE, 0.92);
  return {
    '--tower': writeColour(tower),
    '--tower-raised': writeColour(raised),
    '--tower-line': writeColour(mix(tower, WHITE, 0.8)),
    '--tower-ink': '#ffffff',
    '--tower-soft': writeColour(readableOn(mix(tower, WHITE, 0.3), [tower, raised], AA, 'lighter')),
  };
}

function declarations(variables: Variables): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
}

function colourOf(text: string): Colour {
  const colour = parseColour(text);
  if (!colour) throw new Error(`not a colour: ${text}`);
  return colour;
}
