// SPDX-License-Identifier: EUPL-1.2
import classes from './skip-link.module.css';

/** First stop of the keyboard: leaps over the navigation. */
export function SkipLink() {
  return (
    <a className={classes.skip} href="#contenu" data-no-print>
      Aller au contenu
    </a>
  );
}
