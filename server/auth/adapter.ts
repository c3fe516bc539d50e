import { DrizzleAdapter } from "@auth/drizzle-adapter";
import type { Adapter } from "next-auth/adapters";
import { asAuth, type Tx } from "@/db/client";
import {
  consumeToken,
  createBoundUser,
  deleteSession,
  findUserByAddress,
  insertSession,
} from "@/db/queries/sign-in";
import { accounts, sessions, users, verificationTokens } from "@/db/schema";
import { normalAddress } from "@/lib/domain/address";
import type { SignInMethod } from "@/lib/domain/sign-in-methods";
import { sessionHash } from "./secrets";

const plain = (tx: Tx) =>
  DrizzleAdapter(tx, {
    usersTable: users,
    accountsTable: accounts,
    sessionsTable: sessions,
    verificationTokensTable: verificationTokens,
  });

const refuse = (method: string) => () => {
  throw new Error(`${method} is not part of signing in here`);
};

/**
 * next-auth's adapter as the auth role. It creates users for invited people only and binds each person once; tokens
 * are stored hashed. Sessions are read by `server/viewer`, never through next-auth, which would prolong them.
 */
export const adapter: Adapter = {
  getUser: (id) => asAuth(async (tx) => (await plain(tx).getUser?.(id)) ?? null),
  getUserByAccount: (identity) =>
    asAuth(async (tx) => (await plain(tx).getUserByAccount?.(identity)) ?? null),
  getUserByEmail: (email) => {
    const address = normalAddress(email);
    return asAuth(async (tx) => {
      const user = address && (await findUserByAddress(tx, address));
      // next-auth goes on with the address in here, which is to be the one that was asked for.
      return user ? { ...user, email: address } : null;
    });
  },
  createUser: ({ id, name, email, emailVerified }) =>
    asAuth(async (tx) => {
      const address = normalAddress(email);
      const user = address && (await createBoundUser(tx, { id, name, email: address, emailVerified }));
      if (!user) throw new Error("nobody free is invited under this address");
      return user;
    }),
  updateUser: ({ id, emailVerified }) =>
    asAuth(async (tx) => {
      const user = await plain(tx).updateUser?.({ id, emailVerified });
      if (!user) throw new Error("no such user");
      return user;
    }),
  linkAccount: ({ userId, type, provider, providerAccountId }) =>
    asAuth(async (tx) => {
      // The provider's tokens are not kept: nothing here calls it again.
      await plain(tx).linkAccount?.({ userId, type, provider, providerAccountId });
    }),
  createSession: refuse("createSession"),
  deleteSession: (token) => asAuth(async (tx) => void (await deleteSession(tx, sessionHash(token)))),
  // Written together with its mail by the e-mail provider.
  createVerificationToken: async (token) => token,
  // Codes are exchanged for a token before they come here.
  useVerificationToken: ({ token }) =>
    asAuth(async (tx) => {
      const used = await consumeToken(tx, token);
      return used ? { identifier: used.identifier, token, expires: used.expires } : null;
    }),
  getSessionAndUser: refuse("getSessionAndUser"),
  updateSession: refuse("updateSession"),
};

/** The adapter of one sign-in; `method` is asked when its session is made, once next-auth knows who signs in how. */
export const adapterOf = (method: () => SignInMethod): Adapter => ({
  ...adapter,
  createSession: (session) =>
    asAuth(async (tx) => {
      const sessionToken = sessionHash(session.sessionToken);
      await insertSession(tx, { ...session, sessionToken, method: method() });
      return session;
    }),
});
