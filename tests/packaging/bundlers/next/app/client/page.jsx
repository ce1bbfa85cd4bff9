"use client";
import * as meshagent from "meshagent-wasm";
import { useEffect } from "react";
import { scenario } from "../../scenario.mjs";

export default function Page() {
  useEffect(() => {
    globalThis.visit = (options) => scenario(meshagent, options);
  }, []);
  return <p>{Object.keys(meshagent.ApiScope.full()).length}</p>;
}
