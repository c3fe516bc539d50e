export * from "./cycles";
export * from "./duos";
export * from "./operations";
export * from "./organizations";
export * from "./published";
export * from "./published-units";
export * from "./responses";
export * from "./sign-in";
