import type { StorylineName } from './storylines.ts';

/** `key` is also the part of the address before the @. `pace` stretches the days of the storyline: 1 as written, 2 twice as slow. */
export type CastContact = {
  key: string;
  firstName: string;
  lastName: string;
  jobTitle: string;
  email: string;
  storyline: StorylineName;
  arrivesOnDay: number;
  pace: number;
  /** The key of the colleague whose deal they join, or of the same person's other record. */
  other?: string;
};
export type CastCompany = { name: string; domain: string; industry: string; country: string; contacts: CastContact[] };

type Row = [
  key: string,
  name: [string, string],
  job: string,
  StorylineName,
  day: number,
  more?: { pace?: number; other?: string },
];

/** Everybody is invented. Three contacts a company; the day is the one on which they become known, of 365. */
// biome-ignore format: one contact a line reads as a table
export const cast: CastCompany[] = [
  company('Wolkenkuckucksheim Bau GmbH', 'wolkenkuckucksheim', 'CONSTRUCTION', 'Germany', [
    ['greta.luftschloss', ['Greta', 'Luftschloss'], 'Head of Planning', 'steadyBuyer', 10],
    ['benno.bauklotz', ['Benno', 'Bauklotz'], 'Site Manager', 'colleague', 40, { other: 'greta.luftschloss' }],
    ['tilda.wolkenbruch', ['Tilda', 'Wolkenbruch'], 'Office Manager', 'newsletterReader', 60],
  ]),
  company('Papierflieger Logistik AG', 'papierflieger-logistik', 'LOGISTICS_AND_SUPPLY_CHAIN', 'Germany', [
    ['falk.faltblatt', ['Falk', 'Faltblatt'], 'Operations Director', 'returningCustomer', 5],
    ['rike.rueckenwind', ['Rike', 'Rückenwind'], 'Dispatcher', 'fairVisitor', 80],
    ['jost.gleitflug', ['Jost', 'Gleitflug'], 'Fleet Manager', 'goneQuiet', 130],
  ]),
  company('Molino Fantasia S.r.l.', 'molino-fantasia', 'FOOD_PRODUCTION', 'Italy', [
    ['farina.doppiozero', ['Farina', 'Doppiozero'], 'Titolare', 'lostThenNurtured', 40],
    ['gino.macinalento', ['Gino', 'Macinalento'], 'Responsabile qualità', 'fairVisitor', 95],
    ['spiga.dorata', ['Spiga', 'Doratini'], 'Marketing', 'readerInCleanUp', 100],
  ]),
  company('Bottega Nuvola & Figli S.p.A.', 'bottega-nuvola', 'DESIGN', 'Italy', [
    ['celeste.pennello', ['Celeste', 'Pennello'], 'Direttrice creativa', 'openNow', 272],
    ['ottavio.cuscino', ['Ottavio', 'Cuscino'], 'Acquisti', 'fadedLead', 120],
    ['nuvoletta.leggeri', ['Nuvoletta', 'Leggeri'], 'Assistente', 'newsletterReader', 150],
  ]),
  company('Officine Controvento S.r.l.', 'officine-controvento', 'MACHINERY', 'Italy', [
    ['elica.girandola', ['Elica', 'Girandola'], 'Direttrice tecnica', 'steadyBuyer', 90, { pace: 1.2 }],
    ['bruno.bullone', ['Bruno', 'Bullone'], 'Capo officina', 'colleagueWhoLeaves', 125, { other: 'elica.girandola' }],
    ['vite.senzafine', ['Vite', 'Senzafine'], 'Progettista', 'fairVisitorQualified', 100],
  ]),
  company('달토끼 정밀 주식회사', 'daltokki-precision', 'MACHINERY', 'South Korea', [
    ['okto.banga', ['옥토', '방아'], '구매팀장', 'returningCustomer', 30, { pace: 1.1 }],
    ['tteokbo.hangawi', ['떡보', '한가위'], '생산관리', 'fairVisitor', 110],
    ['boreum.gyesu', ['보름', '계수나무'], '품질관리', 'fairVisitor', 125],
  ]),
  company('구름다리 소프트웨어', 'gureumdari-software', 'COMPUTER_SOFTWARE', 'South Korea', [
    ['mugyeol.ikode', ['무결', '이코드'], '기술이사', 'goneQuiet', 60],
    ['dari.gureum', ['다리', '구름'], '대표', 'skipsAhead', 100],
    ['hanjul.rojik', ['한줄', '로직'], '개발자', 'readerInCleanUp', 130],
  ]),
  company('ТОО «Самовар и Сыновья Кипятка»', 'samovar-kipyatok', 'WHOLESALE', 'Kazakhstan', [
    ['baranka.sushkina', ['Баранка', 'Сушкина'], 'Директор по закупкам', 'lostThenWon', 15],
    ['chainik.zavarochkin', ['Чайник', 'Заварочкин'], 'Товаровед', 'fairVisitor', 70],
    ['lozhka.degteva', ['Ложка', 'Дёгтева'], 'Бухгалтер', 'fadedLead', 200],
  ]),
  company('ТОО «Тридевятый Транспорт»', 'tridevyaty-transport', 'LOGISTICS_AND_SUPPLY_CHAIN', 'Kazakhstan', [
    ['kovyor.samolyotov', ['Ковёр', 'Самолётов'], 'Начальник парка', 'openNow', 281],
    ['putevod.klubochkin', ['Путевод', 'Клубочкин'], 'Логист', 'fairVisitor', 120],
    ['skatert.samobrankina', ['Скатерть', 'Самобранкина'], 'Офис-менеджер', 'newsletterReader', 30],
  ]),
  company('Teapot & Tortoise Ltd', 'teapot-tortoise', 'CONSUMER_GOODS', 'United Kingdom', [
    ['tilly.teaspoon', ['Tilly', 'Teaspoon-Stirring'], 'Managing Director', 'formerClient', 8],
    ['sherman.shellback', ['Sherman', 'Shellback-Slowe'], 'Logistics Lead', 'fairVisitorQualified', 90],
    ['earl.greyling', ['Earl', 'Greyling-Steep'], 'Buyer', 'goneQuiet', 175],
  ]),
  company('Umbrella Stand Analytics Inc.', 'umbrella-stand', 'MANAGEMENT_CONSULTING', 'United States', [
    ['drew.drizzle', ['Drew', 'Drizzle-Forecast'], 'Research Lead', 'personKnownTwice', 140, { other: 'd.drizzle' }],
    ['d.drizzle', ['D.', 'Drizzle-Forecast'], 'Research', 'secondRecordOfPerson', 124],
    ['paige.pivot', ['Paige', 'Pivot-Table'], 'Head of Reporting', 'openNow', 265],
  ]),
  company('Left Sock Textiles plc', 'left-sock', 'RETAIL', 'Ireland', [
    ['wooley.oddman', ['Wooley', 'Oddman-Out'], 'Head of Supply', 'lostThenNurtured', 110],
    ['heather.heelturn', ['Heather', 'Heelturn-Purl'], 'Store Manager', 'fairVisitor', 60],
    ['ravel.threadgood', ['Ravel', 'Threadgood-Knot'], 'Merchandiser', 'readerInCleanUp', 75],
  ]),
  company('La Chaise Pensante SARL', 'chaise-pensante', 'FURNITURE', 'France', [
    ['aurore.tabouret', ['Aurore', 'Tabouret-Pliant'], 'Gérante', 'quietThenRevived', 100],
    ['hugues.accoudoir', ['Hugues', 'Accoudoir'], 'Chef d’atelier', 'colleague', 125, { other: 'aurore.tabouret' }],
    ['odette.pouf', ['Odette', 'Pouf-Rond'], 'Assistante', 'newsletterReader', 210, { pace: 0.6 }],
  ]),
  company('Fromage Numérique SAS', 'fromage-numerique', 'INFORMATION_TECHNOLOGY_AND_SERVICES', 'France', [
    ['colette.octetine', ['Colette', 'Octétine'], 'Directrice produit', 'steadyBuyer', 150],
    ['raclette.pixel', ['Raclette', 'Pixel-Fondu'], 'Cheffe de projet', 'fairVisitorQualified', 75],
    ['blaise.croute', ['Blaise', 'Croûte-Lavée'], 'Administrateur', 'deletedByMistake', 160],
  ]),
  company('Siesta Industrial S.A.', 'siesta-industrial', 'MACHINERY', 'Spain', [
    ['paz.almohada', ['Paz', 'Almohada Blanda'], 'Directora de planta', 'lostThenWon', 60],
    ['modorra.sinprisa', ['Modorra', 'Sinprisa'], 'Compras', 'fairVisitor', 105],
    ['hamaca.colgante', ['Hamaca', 'Colgante'], 'Calidad', 'setBackByHand', 230],
  ]),
  company('Molinos de Papel Giratorio S.L.', 'papel-giratorio', 'BUSINESS_SUPPLIES_AND_EQUIPMENT', 'Spain', [
    ['aspa.delviento', ['Aspa', 'Delviento'], 'Gerente', 'unhappyClient', 20],
    ['resma.pliegos', ['Resma', 'Pliegos'], 'Compras', 'fadedLead', 240],
    ['tintalba.secante', ['Tintalba', 'Secante'], 'Diseño', 'readerInCleanUp', 45],
  ]),
  company('Polder & Pannenkoek B.V.', 'polder-pannenkoek', 'WHOLESALE', 'Netherlands', [
    ['stroop.wafelaar', ['Stroop', 'Wafelaar'], 'Inkoper', 'lostThenNurtured', 170],
    ['dijkje.waterpas', ['Dijkje', 'Waterpas'], 'Planner', 'fairVisitorQualified', 110],
    ['molen.wiekstra', ['Molen', 'Wiekendraaier'], 'Directeur', 'asksToBeForgotten', 130],
  ]),
  company('Elgen i Heisen AS', 'elgen-i-heisen', 'CONSTRUCTION', 'Norway', [
    ['elg.granskog', ['Elg', 'Granskogsen'], 'Daglig leder', 'openNow', 276],
    ['mose.tyttebaer', ['Mose', 'Tyttebær'], 'Prosjektleder', 'skipsAhead', 190],
    ['kongle.barnaal', ['Kongle', 'Barnål'], 'Controller', 'readerInCleanUp', 160],
  ]),
  company('Löyly Pilvipalvelut Oy', 'loyly-pilvipalvelut', 'INFORMATION_TECHNOLOGY_AND_SERVICES', 'Finland', [
    ['saunatar.loylynen', ['Saunatar', 'Löylynen'], 'Toimitusjohtaja', 'returningCustomer', 60],
    ['pulla.kanelinen', ['Pulla', 'Kanelinen'], 'Myyntijohtaja', 'lostThenNurtured', 205],
    ['kiuas.vihtanen', ['Kiuas', 'Vihtanen'], 'Asiantuntija', 'fadedLead', 280],
  ]),
  company('Pastel de Nuvem Lda', 'pastel-de-nuvem', 'FOOD_PRODUCTION', 'Portugal', [
    ['canela.polvilho', ['Canela', 'Polvilho'], 'Sócia', 'steadyBuyer', 185],
    ['nata.folhada', ['Nata', 'Folhada'], 'Compras', 'openNow', 268],
    ['bica.cheirosa', ['Bica', 'Cheirosa'], 'Qualidade', 'goneQuiet', 95],
  ]),
];

function company(name: string, slug: string, industry: string, country: string, rows: Row[]): CastCompany {
  const domain = `${slug}.example`;
  const contacts = rows.map(([key, [firstName, lastName], jobTitle, storyline, arrivesOnDay, more]) => ({
    key,
    firstName,
    lastName,
    jobTitle,
    email: `${key}@${domain}`,
    storyline,
    arrivesOnDay,
    pace: 1,
    ...more,
  }));
  return { name, domain, industry, country, contacts };
}
