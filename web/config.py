"""What the front can be told from outside, read once when it starts."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from chassis.tokens import ISSUER


class WebSettings(BaseSettings):
    """Settings of the front, from environment variables named `WEB_…`.

    Attributes:
        host: Address to listen on; loopback, because visitors pick their persona.
        port: Port to listen on; 0 lets the system choose, and the log tell.
        ideas_target: Where `ideas` answers, as a gRPC target string.
        reviews_target: Where `reviews` answers.
        experiments_target: Where `experiments` answers.
        coes_target: Where `coes` answers.
        token_signing_key: JSON Web Key that signs tokens; may be replaced at any time.
        token_issuer: What the claim `iss` of those tokens is.
        session_key: Signs the session cookie.
        call_timeout: How long a page or a program waits for a service.
        log_format: `console` for people, `json` for programs; `auto` chooses.
    """

    model_config = SettingsConfigDict(env_prefix="WEB_", extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    ideas_target: str = "127.0.0.1:50051"
    reviews_target: str = "127.0.0.1:50052"
    experiments_target: str = "127.0.0.1:50053"
    coes_target: str = "127.0.0.1:50054"
    token_signing_key: Path
    token_issuer: str = ISSUER
    session_key: SecretStr
    call_timeout: timedelta = timedelta(seconds=10)
    log_format: str = Field(default="auto", pattern="^(auto|console|json)$")
