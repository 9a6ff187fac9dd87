// SPDX-License-Identifier: EUPL-1.2
/** Icons that a tile may name. Rooms name one of these; `ui/parts/tile-icon.tsx` draws each. Safe for the browser. */
export const tileIcons = [
  'archive', 'bell', 'book', 'box', 'briefcase', 'calculator', 'calendar', 'certificate', 'chart', 'chat', 'checklist', 'cloud', 'database',
  'device', 'directory', 'disk', 'file', 'files', 'file-euro', 'folder', 'gavel', 'globe', 'heart', 'help', 'home', 'id', 'inbox', 'invoice',
  'key', 'list', 'mail', 'map', 'megaphone', 'network', 'note', 'palette', 'phone', 'plug', 'scale', 'school', 'send', 'settings', 'shield',
  'signature', 'stamp', 'table', 'target', 'ticket', 'tools', 'town-hall', 'transfer', 'truck', 'users', 'video', 'vote',
] as const; // prettier-ignore

export type TileIcon = (typeof tileIcons)[number];
