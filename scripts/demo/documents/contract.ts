import { newSheet, wrap } from './sheet.ts';

const CLAUSES: readonly (readonly [string, string])[] = [
  [
    'Subject',
    'The supplier delivers office material to the customer as the customer orders it. Each order names articles, quantities and the place of delivery. No order obliges the customer to a further one.',
  ],
  [
    'Prices',
    'The price list of the day of the order holds. The supplier announces changes of the list thirty days ahead. Prices include packing and delivery to one address; further addresses are charged at cost.',
  ],
  [
    'Delivery',
    'Goods leave the store within three working days. Where an article is missing the supplier says so within one day and names the day on which it can be delivered. The customer may then withdraw the order for that article.',
  ],
  [
    'Payment',
    'Invoices are due thirty days after their date. After that day the supplier may charge interest of five per cent a year. The customer sets off only claims that are undisputed or were awarded by a court.',
  ],
  [
    'Defects',
    'The customer examines goods on arrival and reports visible defects within ten days. The supplier repairs or replaces defective goods at its own choice; if both fail, the customer may lower the price or withdraw.',
  ],
  [
    'Confidentiality',
    'Each party keeps to itself what it learns of the business of the other, during the term of this contract and for two years thereafter. Documents are returned or destroyed on request.',
  ],
  [
    'Term',
    'The contract begins on the day of the last signature and runs for two years. It is prolonged by one year at a time unless a party gives notice three months before its end. Notice must be given in writing.',
  ],
  [
    'Final provisions',
    'Changes of this contract need the written form. Should one of its provisions be void, the others stay in force. The place of jurisdiction is the seat of the supplier.',
  ],
];

export interface Contract {
  readonly number: string;
  readonly parties: readonly [string, string];
  readonly pages: number;
}

/** A supply contract: a title, numbered clauses over as many pages as asked for, one clause's paragraphs a page, signatures at the end. */
export async function makeContract({ number, parties, pages }: Contract): Promise<Uint8Array> {
  const sheet = await newSheet(`Supply contract ${number}`);
  for (let index = 1; index <= pages; index += 1) {
    const page = sheet.addPage();
    let y = 780;
    const line = (text: string, size = 11, font = sheet.plain): void => {
      page.drawText(text, { x: 64, y, size, font });
      y -= size * 1.5;
    };
    if (index === 1) {
      line(`Supply contract ${number}`, 18, sheet.bold);
      line(`between ${parties[0]} (supplier) and ${parties[1]} (customer)`);
      y -= 16;
    }
    for (const [offset, [title, text]] of [0, 1, 2].map(
      (step) => [step, CLAUSES[(index * 3 + step - 3) % CLAUSES.length] ?? ['', '']] as const,
    )) {
      line(`${(index - 1) * 3 + offset + 1}. ${title}`, 12, sheet.bold);
      for (const part of wrap(text, sheet.plain, 11, 460)) line(part);
      y -= 12;
    }
    if (index === pages) line('Signed: ______________________        ______________________');
    page.drawText(`${number}, page ${index} of ${pages}`, { x: 64, y: 48, size: 9, font: sheet.plain });
  }
  return sheet.save();
}
