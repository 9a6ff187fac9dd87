// SPDX-License-Identifier: EUPL-1.2
/** A card of a body's home. */
export function Card() {
  return <p>18 jours restants, dont 4 à prendre avant le 30 avril.</p>;
}
