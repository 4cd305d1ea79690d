"use strict";
// Everything works without this: it copies commands, and shows results while one types.
for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) { break; }
    button.hidden = false;
    button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
}
for (const input of document.querySelectorAll("[data-suggest]")) {
    let timer = 0;
    let wanted = "";
    const close = () => { input.parentElement.querySelector(".suggest")?.remove(); };
    const show = (page) => {
        close();
        const found = [...page.querySelectorAll(".cards .cover")].slice(0, 6);
        if (found.length === 0) { return; }
        const list = document.createElement("ul");
        list.className = "suggest";
        for (const one of found) {
            const link = document.createElement("a");
            link.href = one.getAttribute("href");
            link.textContent = one.getAttribute("aria-label");
            const item = document.createElement("li");
            item.append(link);
            list.append(item);
        }
        input.parentElement.append(list);
    };
    const ask = async () => {
        const text = input.value.trim();
        wanted = text;
        if (text === "") { close(); return; }
        const answer = await fetch(input.dataset.suggest + "?q=" + encodeURIComponent(text));
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (wanted === text) { show(page); }
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
    input.addEventListener("keydown", (event) => { if (event.key === "Escape") { close(); } });
    document.addEventListener("click", (event) => { if (!input.parentElement.contains(event.target)) { close(); } });
}
