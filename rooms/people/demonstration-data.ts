// SPDX-License-Identifier: EUPL-1.2
/** Invented people and services; the telephone numbers are those that the regulator keeps for fiction. */

const TITLES = 'Nom;Prénom;Fonction;Nature;Adresse électronique;Téléphone;Bureau;Service;Compétences;Délégations;Premier jour;Dernier jour';

export const coteauxDirectory = [
  TITLES,
  'Gabare;Camille;Directrice générale des services;agent;camille@coteaux.exemple;05 36 49 10 01;Bureau 1;Direction générale;Marchés publics, assemblées;;2024-01-01;',
  'Aubier;Basile;Responsable des finances;agent;basile@coteaux.exemple;05 36 49 10 02;Bureau 4;Direction générale > Finances;Budget, M57;;2021-02-01;',
  'Chardon;Iris;Chargée des subventions;agent;iris@coteaux.exemple;05 36 49 10 03;Bureau 5;Direction générale > Finances > Subventions;Fonds européens;;2022-05-02;',
  'Lierre;Gaspard;Responsable des ressources humaines;agent;gaspard@coteaux.exemple;05 36 49 10 04;Bureau 6;Direction générale > Ressources humaines;Paie, carrières;;2019-09-01;',
  'Sureau;Ines;Assistante des ressources humaines;agent;ines@coteaux.exemple;05 36 49 10 05;Bureau 6;Direction générale > Ressources humaines;;;2023-01-16;',
  'Fusain;Côme;Directeur des services techniques;agent;come@coteaux.exemple;05 36 49 10 06;Atelier;Services techniques;Voirie, bâtiments;;2018-04-01;',
  'Noisetier;Salomé;Chargée de l’urbanisme;agent;salome@coteaux.exemple;05 36 49 10 07;Bureau 9;Services techniques > Urbanisme;Droit des sols, PLUi;;2020-11-02;',
  'Bruyère;Tancrède;Président;élu;tancrede@coteaux.exemple;05 36 49 10 08;;;;Finances et personnel;2026-04-09;2032-03-21',
  'Genêt;Apolline;1re vice-présidente;élue;apolline@coteaux.exemple;05 36 49 10 09;;;;Petite enfance et jeunesse;2026-04-09;2032-03-21',
  'Roncier;Achille;2e vice-président;élu;achille@coteaux.exemple;;;;;Voirie et mobilités;2026-04-09;2032-03-21',
].join('\n');

export const tressesDirectory = [
  TITLES,
  'Verdier;Olympe;Directrice générale des services;agent;olympe@tresses.exemple;05 36 49 20 01;Mairie, 1er étage;Direction générale;;;2017-01-02;',
  'Pergola;Morgan;Responsable informatique;agent;morgan@tresses.exemple;05 36 49 20 02;Mairie, rez-de-chaussée;Direction générale > Informatique;Réseau, postes;;2024-01-01;',
  'Cépage;Marin;Agent d’état civil;agent;marin@tresses.exemple;05 36 49 20 03;Guichet 1;Direction générale > Accueil et état civil;État civil, élections;;2021-09-01;',
  'Tonnelle;Agathe;Agente d’accueil;agent;agathe@tresses.exemple;05 36 49 20 04;Guichet 2;Direction générale > Accueil et état civil;;;2023-03-01;',
  'Merrain;Anselme;Responsable des écoles;agent;anselme@tresses.exemple;05 36 49 20 05;École du bourg;Écoles et restauration;;;2020-08-24;',
].join('\n');
