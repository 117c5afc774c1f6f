"""The front door: settings, the one place where errors end, what importing it costs."""

import ast
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from talking_endpoint import echoing

import app
from index.errors import SourceError
from index.opening import embedder_of, fetch_of
from index.settings import Settings, UseError

ROOT = Path(app.__file__).parent
_BARE = {"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}  # Gradio looks for PATH


def byline(*arguments: str, folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process, with nothing else in its environment."""
    return subprocess.run(
        [Path(sys.executable).with_name("byline"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
        timeout=60,
        env={**_BARE, "HOME": str(folder), "BYLINE_LIBRARY": str(folder / "l"), **environ},
    )


class TestSettings:
    def test_nothing_set_means_this_machine_and_no_model(self) -> None:
        settings = Settings.read({})
        assert (settings.host, settings.port) == ("127.0.0.1", 7860)
        assert settings.library.name == "byline"
        assert settings.model is settings.api_key is settings.base_url is settings.password is None

    def test_the_environment_goes_before_the_file(self, tmp_path: Path) -> None:
        dotenv = tmp_path / ".env"
        dotenv.write_text("BYLINE_MODEL=of-file\nOPENAI_BASE_URL=http://localhost:1/v1\n", "utf-8")
        settings = Settings.read({"BYLINE_MODEL": "of-environment"}, dotenv)
        assert settings.model == "of-environment"
        assert settings.base_url == "http://localhost:1/v1"

    def test_an_empty_variable_counts_as_none(self) -> None:
        assert Settings.read({"OPENAI_API_KEY": "", "BYLINE_PORT": ""}).api_key is None

    def test_vectors_are_made_by_the_package_and_kept_in_the_folder_unless_said(self) -> None:
        settings = Settings.read({})
        assert settings.embedder == embedder_of(settings).name == "wordllama"
        assert settings.embeddings_url is settings.chroma_url is settings.chroma_token is None
        settings = Settings.read(
            {"BYLINE_EMBEDDER": "openai:m", "BYLINE_EMBEDDINGS_URL": "http://127.0.0.1:1/v1"}
        )
        assert embedder_of(settings).name == "openai:m"
        assert embedder_of(settings, "chroma-minilm").name == "chroma-minilm"

    def test_secrets_are_not_in_the_repr(self) -> None:
        secrets = {"OPENAI_API_KEY": "sk-secret", "BYLINE_PASSWORD": "pass-secret"}
        of_servers = {
            "BYLINE_CHROMA_TOKEN": "chroma-secret",
            "BYLINE_DATABASE": "postgresql://me:database-secret@host/name",
        }
        settings = Settings.read({**secrets, **of_servers})
        assert settings.api_key == "sk-secret"
        assert "secret" not in repr(settings)

    @pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "²"])
    def test_what_is_no_port_is_said(self, port: str) -> None:
        with pytest.raises(UseError, match="BYLINE_PORT"):
            Settings.read({"BYLINE_PORT": port})

    def test_hosts_are_allowed_by_name_or_number(self) -> None:
        settings = Settings.read({"BYLINE_ALLOW_HOSTS": "127.0.0.1, ::1,,wiki.local"})
        assert settings.allow_hosts == ("127.0.0.1", "::1", "wiki.local")
        with pytest.raises(SourceError, match=r"put 127.0.0.1 into BYLINE_ALLOW_HOSTS"):
            fetch_of(Settings.read({}), "1")("http://127.0.0.1/")

    @pytest.mark.parametrize("host", ["http://a.example", "127.1", "a b", "*"])
    def test_what_is_no_host_is_said(self, host: str) -> None:
        with pytest.raises(UseError, match="BYLINE_ALLOW_HOSTS names"):
            Settings.read({"BYLINE_ALLOW_HOSTS": f"127.0.0.1,{host}"})


class TestErrors:
    def test_an_error_is_one_sentence_and_status_1(self, tmp_path: Path) -> None:
        ended = byline("show", "nothing-like-it", folder=tmp_path)
        assert ended.returncode == 1
        assert ended.stdout == ""
        assert ended.stderr.count("\n") == 1
        assert "nothing-like-it" in ended.stderr

    def test_debug_shows_the_traceback_wherever_it_stands(self, tmp_path: Path) -> None:
        ended = byline("show", "--debug", "nothing-like-it", folder=tmp_path)
        assert ended.returncode == 1
        assert "Traceback" in ended.stderr
        assert ended.stderr.splitlines()[-1].startswith("There is no article")

    def test_wrong_use_is_one_sentence_and_status_2(self, tmp_path: Path) -> None:
        for arguments in (["frobnicate"], ["serve", "--port", "high"], ["add"]):
            ended = byline(*arguments, folder=tmp_path)
            assert ended.returncode == 2, arguments
            assert ended.stderr.count("\n") == 1, arguments

    def test_a_setting_that_is_wrong_is_wrong_use(self, tmp_path: Path) -> None:
        ended = byline("list", folder=tmp_path, BYLINE_PORT="abc")
        assert ended.returncode == 2
        assert "BYLINE_PORT" in ended.stderr

    def test_an_embedder_that_there_is_not_is_wrong_use(self, tmp_path: Path) -> None:
        for environ, arguments in (
            ({"BYLINE_EMBEDDER": "word"}, ["list"]),
            ({"BYLINE_EMBEDDER": "openai:m"}, ["list"]),
            ({}, ["rebuild", "--embedder", "word"]),
        ):
            ended = byline(*arguments, folder=tmp_path, **environ)
            assert ended.returncode == 2, arguments
            assert ended.stderr.count("\n") == 1, arguments

    def test_an_endpoint_for_embeddings_that_is_away_is_one_sentence(self, tmp_path: Path) -> None:
        address = "http://127.0.0.1:1/v1"
        ended = byline(
            *("rebuild", "--embedder", "openai:m"), folder=tmp_path, BYLINE_EMBEDDINGS_URL=address
        )
        assert ended.returncode == 1
        assert ended.stderr.startswith("The embeddings endpoint at 127.0.0.1:1 cannot be reached")
        assert ended.stderr.count("\n") == 1

    def test_a_page_for_other_machines_needs_a_password(self, tmp_path: Path) -> None:
        ended = byline("serve", "--host", "0.0.0.0", folder=tmp_path)
        assert ended.returncode == 2
        assert ended.stderr.count("\n") == 1
        assert "BYLINE_PASSWORD" in ended.stderr

    def test_a_model_without_an_endpoint_is_wrong_use(self, tmp_path: Path) -> None:
        ended = byline("ask", "Who?", "--model", "small", folder=tmp_path)
        assert ended.returncode == 2
        assert "OPENAI_BASE_URL" in ended.stderr

    def test_a_port_in_use_is_one_sentence(self, tmp_path: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            ended = byline("serve", "--port", str(taken.getsockname()[1]), folder=tmp_path)
        assert ended.returncode == 1
        assert ended.stderr.count("\n") == 1
        assert "--port" in ended.stderr

    def test_the_version_is_told(self, tmp_path: Path) -> None:
        ended = byline("--version", folder=tmp_path)
        assert (ended.returncode, ended.stderr) == (0, "")
        assert ended.stdout.startswith("byline 0.")


class TestImports:
    def test_app_loads_no_heavy_package(self) -> None:
        code = (
            "import sys, app; "
            "print([name for name in ('gradio', 'chromadb', 'openai') if name in sys.modules])"
        )
        loaded = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
        )
        assert loaded.stdout.strip() == "[]"

    def test_app_imports_slow_parts_only_inside_functions(self) -> None:
        tree = ast.parse(Path(app.__file__).read_text("utf-8"))
        imported = {
            name.split(".")[0]
            for node in tree.body
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [alias.name for alias in node.names]
            )
        }
        assert imported - set(sys.stdlib_module_names) == {"typer", "index"}

    def test_only_app_reads_the_environment_and_nothing_imports_app(self) -> None:
        for part in ("index", "qa", "eval", "prompts"):
            for file in (ROOT / part).rglob("*.py"):
                text = file.read_text("utf-8")
                assert "os.environ" not in text, file
                assert "import app" not in text, file
                assert "from app" not in text, file


def test_nobody_else_may_read_what_is_made(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mill burned down on Monday, said Ada Quill.", "utf-8")
    assert byline("add", "a.txt", folder=tmp_path).returncode == 0
    assert byline("ask", "Who burned?", "--save", "a.html", folder=tmp_path).returncode == 0
    made = [tmp_path / "a.html", tmp_path / "l", *(tmp_path / "l").rglob("*")]
    assert len(made) > 8
    for path in made:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_a_key_stands_in_nothing_that_is_told_or_kept(tmp_path: Path) -> None:
    key = "sk-planted-7f3a9c"
    (tmp_path / "a.txt").write_text("The mill burned down on Monday, said Ada Quill.", "utf-8")
    assert byline("add", "a.txt", folder=tmp_path).returncode == 0
    with echoing() as endpoint:
        environ = {"OPENAI_API_KEY": key, "OPENAI_BASE_URL": endpoint, "BYLINE_MODEL": "m"}
        for arguments in (
            ("--debug", "ask", "Who burned?", "--trace", "--save", "a.html"),
            ("--debug", "rebuild", "--embedder", "openai:m"),
        ):
            ended = byline(*arguments, folder=tmp_path, **environ)
            assert "does not accept the key" in ended.stdout + ended.stderr
            assert key not in ended.stdout + ended.stderr, arguments
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(key.encode() in content for content in written)
