import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';

/** What Swagger UI shows after Execute. */
export interface Executed {
  readonly status: string;
  readonly body: string;
  /** The line it offers for the shell. */
  readonly curl: string;
}

export interface Person {
  readonly username: string;
  readonly password: string;
}

/** The live docs as a person uses them; every step leaves a picture in the folder. */
export class DocsPage {
  readonly #page: Page;
  readonly #pictures: string;
  #taken = 0;

  private constructor(page: Page, pictures: string) {
    this.#page = page;
    this.#pictures = pictures;
  }

  static async open(context: BrowserContext, url: string, pictures: string): Promise<DocsPage> {
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('.opblock').first().waitFor();
    const docs = new DocsPage(page, pictures);
    await docs.#picture('page');
    return docs;
  }

  title(): Promise<string> {
    return this.#page.title();
  }

  /** Fills the Authorize dialog in: the workspace, then all scopes, then the login in the window that opens. */
  async authorize(workspaceId: string, person: Person): Promise<void> {
    await this.#page.locator('button.authorize').first().click();
    const dialog = this.#page.locator('.modal-ux');
    await this.#picture('authorize');
    const workspace = section(dialog, 'X-TENANT-ID');
    await workspace.locator('input').fill(workspaceId);
    await workspace.getByRole('button', { name: 'Apply credentials' }).click();
    const login = section(dialog, 'Authorization URL');
    await login.getByText('select all').click();
    await this.#picture('authorize filled in');
    const opened = this.#page.waitForEvent('popup');
    await login.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click();
    await this.#signIn(await opened, person);
    await login.getByRole('heading', { name: 'Authorized' }).waitFor();
    await this.#picture('authorized');
    await dialog.locator('.close-modal').click();
  }

  /** What the Authorize dialog offers: ways in, fields, where the cursor is, how many scopes are not chosen. */
  async waysIn(): Promise<readonly string[]> {
    await this.#page.locator('button.authorize').first().click();
    const dialog = this.#page.locator('.modal-ux');
    const names = await dialog.locator('.auth-container h4').allInnerTexts();
    const fields = await dialog.locator('input:not([type=checkbox]):visible').evaluateAll((all) => all.map(({ id }) => id));
    const cursor = await dialog.locator('input:focus').getAttribute('id');
    const unchosen = await dialog.locator('input[type=checkbox]:not(:checked)').count();
    await dialog.locator('.close-modal').click();
    return [...names.map((name) => name.trim()), ...fields, `cursor in ${cursor}`, `${unchosen} scopes not chosen`];
  }

  /** Keycloak asks for name and password on one page, or on one after the other. */
  async #signIn(popup: Page, { username, password }: Person): Promise<void> {
    const ended = popup.waitForEvent('close');
    await popup.locator('#username').fill(username);
    await this.#picture('login', popup);
    const secret = popup.locator('#password');
    if (!(await secret.isVisible())) {
      await popup.locator('#kc-login').click();
      await secret.waitFor();
      await this.#picture('login password', popup);
    }
    await secret.fill(password);
    await popup.locator('#kc-login').click();
    await ended;
  }

  /** Opens an operation, puts in a body when one is given, and executes it. */
  async execute(tag: string, operationId: string, body?: object): Promise<Executed> {
    const operation = this.#page.locator(`#operations-${tag}-${operationId}`);
    const button = operation.getByRole('button', { name: 'Execute' });
    if (!(await button.isVisible())) await operation.locator('.opblock-summary-control').click();
    await button.waitFor();
    if (body !== undefined) await operation.locator('textarea.body-param__text').fill(JSON.stringify(body, null, 2));
    await this.#picture(`${operationId} before`, operation);
    const answered = this.#page.waitForResponse((response) => response.url().includes('/api/v1/'));
    await button.click();
    await (await answered).finished();
    const answer = operation.locator('.live-responses-table .response').first();
    await answer.waitFor();
    await this.#picture(`${operationId} after`, operation);
    return {
      status: (await answer.locator('.response-col_status').innerText()).trim().split('\n')[0] ?? '',
      body: await answer.locator('.response-col_description .microlight, .response-col_description pre').first().innerText(),
      curl: await operation.locator('.curl-command .curl').innerText(),
    };
  }

  async #picture(name: string, of: Page | Locator = this.#page): Promise<void> {
    this.#taken += 1;
    await of.screenshot({ path: join(this.#pictures, `${String(this.#taken).padStart(2, '0')} ${name}.png`) });
  }
}

const section = (dialog: Locator, text: string): Locator => dialog.locator('.auth-container').filter({ hasText: text });
